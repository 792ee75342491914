// Answers of servers that do not keep to the contract
export { foreignWaitMs } from '@holdfast/core/parts';
export { withForeignAnswers, type ForeignAnswersOptions } from './with-foreign-answers.ts';
