export type * from './bindings';
export type { AnswerOf, CommandName, Commands, Host, RequestOf } from './commands';
export { asApiError } from './failure';
