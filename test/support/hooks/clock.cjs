// Runs before the program (`--require`) and moves its clock by so many milliseconds.
const { AWSMFA_TEST_CLOCK_MS = '0' } = process.env;

const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + Number(AWSMFA_TEST_CLOCK_MS));
    else super(...given);
  }
  static now() {
    return RealDate.now() + Number(AWSMFA_TEST_CLOCK_MS);
  }
};
