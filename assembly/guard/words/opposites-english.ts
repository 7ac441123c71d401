/**
 * English opposites: in each row the words before the slash stand against those after it, in any inflection. These
 * are opposites wherever two questions are about the same thing.
 */
export const ENGLISH =
  "enable activate / disable deactivate inactivate;activation / deactivation;install setup / uninstall;" +
  "installation / uninstallation;increase raise boost maximize maximise / decrease reduce lower minimize minimise lessen;" +
  "increasing / decreasing;add append insert / remove delete subtract;create / delete destroy;open / close shut;" +
  "start begin launch / stop end halt quit terminate;encrypt / decrypt;encode / decode;encryption / decryption;" +
  "encoding / decoding;upload / download;import / export;compress zip / decompress unzip extract;lock / unlock;" +
  "mute / unmute;connect / disconnect;subscribe / unsubscribe;subscription / unsubscription;follow / unfollow;" +
  "block / unblock;hide / show unhide;hidden / visible shown;freeze / unfreeze;pin / unpin;mount / unmount umount;" +
  "link / unlink;pause / resume;accept approve / reject decline refuse deny;accepted / rejected declined;allow permit / " +
  "forbid prohibit ban disallow block prevent;include / exclude;inclusive / exclusive;expand / collapse shrink;" +
  "ascending asc / descending desc;ascend / descend;maximum max largest biggest highest / minimum min smallest lowest;" +
  "longest / shortest;fastest quickest / slowest;cheapest / costliest priciest;best / worst;most / least fewest;" +
  "oldest earliest / newest latest youngest;strongest / weakest;hottest / coldest;nearest closest / farthest furthest;" +
  "deepest / shallowest;heaviest / lightest;tallest / shortest;richest / poorest;safest / dangerous;" +
  "bigger larger greater higher / smaller lower;longer / shorter;faster quicker / slower;cheaper / dearer costlier;" +
  "better / worse;older / younger newer;stronger / weaker;hotter warmer / colder cooler;taller / shorter;" +
  "heavier / lighter;richer / poorer;thicker / thinner;wider / narrower;deeper / shallower;easier / harder;" +
  "deposit / withdrawal;earn / spend;borrower / lender;" +
  "buyer / seller;tenant / landlord;employer / employee;debit / credit;profit / loss;revenue income / expense;" +
  "asset / liability;supply / demand;bull bullish / bear bearish;long-term / short-term;appreciate / depreciate;" +
  "inflation / deflation;surplus / deficit;gross / net;fixed / variable;domestic / international;" +
  "male man men boy / female woman women girl;husband / wife;father dad / mother mum mom;son / daughter;" +
  "brother / sister;uncle / aunt;king / queen;groom / bride;boyfriend / girlfriend;" +
  "hot / cold;summer / winter;indoor indoors / outdoor outdoors;inside / outside;north / south;northern / southern;" +
  "east / west;eastern / western;arrival / departure;arrive / depart;sunrise / sunset;entrance / exit;enter / exit;" +
  "domestic / foreign;import / export;push / pull;vertical / horizontal;top / bottom;front / rear;upstream / downstream;" +
  "client / server;frontend front-end / backend back-end;synchronous sync / asynchronous async;public / private;" +
  "static / dynamic;read / write;input / output;serialize / deserialize;deserialization / serialization;" +
  "compile / decompile;attach / detach;allocate / deallocate;positive / negative;even / odd;" +
  "multiply / divide;multiplication / division;addition / subtraction;true / false;success successful succeed / " +
  "failure fail;succeeded / failed;pass / fail;online / offline;manual manually / automatic automatically;" +
  "temporary temporarily / permanent permanently;legal legally lawful / illegal illegally unlawful;" +
  "legitimate / illegitimate;moral / immoral;mortal / immortal;mutable / immutable;possible / impossible;" +
  "perfect / imperfect;valid / invalid;accurate / inaccurate;active / inactive;" +
  "visible / invisible;direct directly / indirect indirectly;complete / incomplete;regular / irregular;" +
  "relevant / irrelevant;responsible / irresponsible;reversible / irreversible;rational / irrational;" +
  "logical / illogical;literate / illiterate;capable / incapable;efficient / inefficient;expensive costly / inexpensive cheap cheaper cheapest;" +
  "formal / informal;dependent / independent;organic / inorganic;finite / infinite;secure / insecure;" +
  "compatible / incompatible;consistent / inconsistent;eligible / ineligible;flexible / inflexible;" +
  "adequate / inadequate;sufficient / insufficient;appropriate / inappropriate;tolerant / intolerant;" +
  "vertebrate / invertebrate;voluntary / involuntary;soluble / insoluble;mature / immature;proper / improper;" +
  "safe / dangerous;advantage pros benefit strength / disadvantage cons drawback weakness downside;" +
  "introvert introverted / extrovert extroverted;gain / lose;hire / fire;strengthen / weaken;lengthen / shorten;" +
  "accelerate / decelerate;inhale / exhale;awake / asleep;alive living / dead;rich / poor;wet / dry;clean / dirty;" +
  "sweet / sour;sweet / bitter;acid acidic / alkaline;raw / cooked;fresh / frozen;vegetarian / meat;married / single unmarried divorced;" +
  "guilty / innocent;majority / minority;optimistic / pessimistic;hope / despair;" +
  "victory / defeat;wholesale / retail;prepaid / postpaid;hardware / software;singular / plural;vowel / consonant;" +
  "ancestor / descendant;agree / disagree;appear / disappear;obey / disobey;trust / distrust;" +
  "undo / redo;mild / severe;major / minor;senior / junior;beginner / expert;abundant / scarce;" +
  "gain / loss;full-time / part-time;solid / liquid;ancient / modern;urban / rural;absent / present;hypothyroidism / hyperthyroidism;" +
  "hypoglycemia / hyperglycemia;hypotension / hypertension;overweight / underweight;carnivore / herbivore;" +
  "centralized / decentralized;symmetric / asymmetric;typical / atypical;maximum / minimum;lower / upper;" +
  "lowercase / uppercase;ceiling / floor;incoming / outgoing;inbound / outbound;sender / recipient receiver;" +
  "overestimate / underestimate;promote / demote;upgrade / downgrade;reward / punish;praise / criticize;" +
  "upvote / downvote;login / logout;logon / logoff;signin / signout;import / export;prefix / suffix;predecessor / successor;" +
  "parent / child";

/**
 * Opposites that are everyday words in other senses too, or that tell the same matter from the other side: they count
 * where the rest of the wording is the same.
 */
export const ENGLISH_LOOSE =
  "speed / slow;attack / defend;remember / forget;correct right / incorrect wrong;on / off;in / out;up / down;left / right;before / after;with / without;above over / below under;first / last;" +
  "next / previous;past / future;old / new;young / old;long / short;big large / small little;high / low;fast quick / slow;" +
  "hard difficult / easy;hard / soft;heavy / light;dark / light;loud / quiet;thick / thin;full / empty;good / bad;" +
  "more / less fewer;many / few;early earlier / late later;day / night;morning / evening;black / white;near / far;" +
  "load / unload;wake / sleep;rise / fall;" +
  "lost / found;come / leave;strong / weak;deep / shallow;wide / narrow;rough / smooth;tall / short;front / back;" +
  "war / peace;love / hate;work / break;save / spend;same / different;always / sometimes;all / some;plus / minus;" +
  "real / fake;normal / abnormal;natural / artificial;simple / complex;single / multiple;free / paid;healthy / unhealthy;" +
  "since / until;inner / outer;internal / external;local / remote;true / untrue;benefit / risk;turn / return;" +
  "win / lost;minimum / average;maximum / average;average / total;cause / effect;cause / cure prevent;problem / solution;" +
  "start / finish;question / answer;debit / deposit;morning / night;breakfast / dinner;breakfast / lunch;lunch / dinner";

/**
 * Words by which one matter is told from both sides, as I buy what you sell: they are opposites where the words on both
 * sides of them are the same too.
 */
export const ENGLISH_CONVERSE =
  "buy purchase / sell;lend / borrow;win / lose;send / receive;give / take;ask / answer;teach / learn;pay / receive;" +
  "sender / recipient receiver;hire / fire;deposit / withdraw;lose / find";
