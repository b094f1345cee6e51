/** Thrown inside `unitOfWork.attempt`: undo everything, nothing in this unit is worth remembering. */
export class Abandoned<R extends string = string> extends Error {
  constructor(readonly reason: R) {
    super(`The unit of work was abandoned: ${reason}`);
  }
}
