import { Asking, Flag, Kind } from "../sense";
import { WordTable } from "./word-table";

/** Words that say nothing of the matter by themselves, and the words around a request. */
const STOP =
  "a an the this that these those it it's its is are was were be been being am do does did doing have has had " +
  "having i i'm i've i'd i'll me my mine myself you you're you've your yours we we're our us they they're them their " +
  "he she his her him one's there there's here can could will would shall should may might of in on at for by " +
  "with as and or but so if then just still already yet also too very really quite actually currently please pls " +
  "kindly let let's tell explain describe show give way ways method steps guide " +
  "tutorial able about any some every all each ever always both either everything everyone everybody anything " +
  "anyone anybody something someone somebody yes whether get go make using use used hi hello hey thanks thank " +
  "would've im ive id whats via per into onto within up off out down over back own only such via exactly " +
  "properly even again ok okay step unless";

const NEGATIONS =
  "not no non never none nothing nobody nowhere neither nor unable cannot don't doesn't didn't can't couldn't won't " +
  "wouldn't shouldn't isn't aren't wasn't weren't haven't hasn't hadn't mustn't needn't ain't mightn't dont doesnt " +
  "didnt cant couldnt wont wouldnt shouldnt isnt arent wasnt werent havent hasnt hadnt aint mustnt";

/** After "not" and its like: what is not known, or not only so, is asked for all the same. */
const KNOWING =
  "sure know understand idea only matter doubt certain just necessarily mind care forget worry clear familiar";

/** The spelt numbers from zero; `one` is left out where it is an article or a pronoun. */
const NUMBERS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth " +
  "sixteenth seventeenth eighteenth nineteenth twentieth";

/** Adds the English words that are neither units nor dates nor opposites. */
export function addEnglish(table: WordTable): void {
  table.add(STOP, Kind.Word, 1, Flag.Stop);
  table.add(NEGATIONS + " yet", Kind.Negation, 0, Flag.Stop);
  table.add(KNOWING, Kind.Knowing);
  table.add("just only", Kind.Knowing, 0, Flag.Stop);
  table.addStems("stop cancel avoid prevent quit without", Kind.Undoing);
  addQuestions(table);
  addNumbers(table);
  table.add("version ver v release build", Kind.VersionWord, 0, Flag.Stop);
  table.add("st nd rd th", Kind.OrdinalMark, 0, Flag.Stop);
}

function addQuestions(table: WordTable): void {
  table.add("how how's", Kind.Question, Asking.How, Flag.Stop);
  table.add("why why's", Kind.Question, Asking.Why, Flag.Stop);
  table.add("what what's which whats", Kind.Question, Asking.What, Flag.Stop);
  table.add("when when's", Kind.Question, Asking.When, Flag.Stop);
  table.add("where where's", Kind.Question, Asking.Where, Flag.Stop);
  table.add("who whom whose who's", Kind.Question, Asking.Who, Flag.Stop);
  table.add("must required mandatory obliged", Kind.Question, Asking.Must, Flag.Stop);
  table.add("need needs", Kind.Question, Asking.Must | Asking.Wish, Flag.Stop);
  table.add("want wants like help trying wish", Kind.Question, Asking.Wish, Flag.Stop);
  table.add("many much", Kind.Question, Asking.Amount, Flag.Stop);
}

function addNumbers(table: WordTable): void {
  table.addInOrder(NUMBERS, Kind.NumberWord, 0, 1);
  table.addInOrder(TENS, Kind.NumberWord, 20, 10);
  table.addInOrder(ORDINALS, Kind.Ordinal, 1, 1);
  table.add("i", Kind.Roman, 1, Flag.Stop);
  table.addInOrder("ii iii iv", Kind.Roman, 2, 1);
  table.addInOrder("vi vii viii ix", Kind.Roman, 6, 1);
  table.addInOrder("xi xii xiii xiv xv", Kind.Roman, 11, 1);
  table.add("dozen dozens", Kind.NumberWord, 12);
  table.add("twice", Kind.NumberWord, 2);
  table.add("thrice", Kind.NumberWord, 3);
  table.add("hundred", Kind.Scale, 2);
  table.add("thousand k", Kind.Scale, 3);
  table.add("million millions mn mio", Kind.Scale, 6);
  table.add("billion billions bn", Kind.Scale, 9);
  table.add("trillion", Kind.Scale, 12);
  table.add("am a.m", Kind.DayPart, 1, Flag.Stop);
  table.add("pm p.m", Kind.DayPart, 2, Flag.Stop);
  table.add("o'clock", Kind.ClockMark);
}
