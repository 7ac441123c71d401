import { expectPassed, expectRefused } from "./texts";

describe("versions", () => {
  it("differ part by part", () => {
    expectRefused("versions", [
      "Python 2.7 | Python 3.11",
      "Python 3.1 | Python 3.10",
      "release 2.4.1 | release 2.5.0",
      "v17 | v18",
      "iOS 17 | version 18",
      "HTTP/1.1 | HTTP/2",
      "安卓12 | 安卓14",
      "192.168.1.1 | 192.168.1.2",
    ]);
  });

  it("are less exact in few parts", () => {
    expectPassed(["Python 3 | Python 3.11", "Python 3.11 | Python 3.11.2", "v2 | version 2"]);
  });

  it("are numbers of models and codes too", () => {
    expectRefused("versions", [
      "GPT-3.5 | GPT-4",
      "mp3 file | mp4 file",
      "5G network | 4G network",
      "E1001 | E1002",
      "0x80070057 | 0x80070002",
    ]);
    expectPassed([
      "GPT4 | GPT-4",
      "mp3 file | h264 file",
      "covid-19 | COVID 19",
      "top-10 songs | top 10 songs",
    ]);
  });

  it("are none where something is counted", () => {
    expectPassed(["a python 5 minutes long | a python 300 seconds long", "redis 10 GB | redis 10000 MB"]);
    expectRefused("numbers", ["redis with 10 GB | redis with 20 GB"]);
  });
});
