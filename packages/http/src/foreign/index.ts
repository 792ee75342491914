// Answers of servers that do not keep to the contract
export { foreignWaitMs } from './wait/foreign-wait.ts';
export { withForeignAnswers, type ForeignAnswersOptions } from './with-foreign-answers.ts';
