/** What the process ends with, by sysexits.h: a supervisor tells by it whether starting again can help. */
export const EXIT = {
  /** Stopped because somebody asked for it. */
  stopped: 0,
  /** What was looked at is not as it was written. */
  notAsWritten: 1,
  /** The command line is not understood. */
  usage: 64,
  /** What was asked for is not there. */
  notFound: 66,
  /** Another one runs on this data folder. */
  inUse: 69,
  /** A fault of ours. */
  fault: 70,
  /** May pass by itself: start again. */
  temporary: 75,
  /** Somebody has to mend something first. */
  configuration: 78,
  /** A command that somebody broke off, as shells say it. */
  interrupted: 130,
} as const;

/** Something that the person at the keyboard can mend; shown as one line. */
export class StartError extends Error {
  /** What the process ends with. */
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.configuration) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A disk without room. Whoever has to make it cannot make it sooner because something was started more often. */
export class DiskFull extends StartError {
  constructor(place: string) {
    super(`${place}: de schijf is vol; maak ruimte / the disk is full; make room`, EXIT.temporary);
  }
}
