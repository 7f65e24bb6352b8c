/** What went wrong, as a class. `rpc` maps each kind to one HTTP status and one tRPC code. */
export const errorKinds = [
  'invalid',
  'unauthenticated',
  'payment_required',
  'forbidden',
  'not_found',
  'conflict',
  'too_large',
  'precondition_required',
  'rate_limited',
  'unavailable',
  'internal',
] as const
export type ErrorKind = (typeof errorKinds)[number]

const entry = <K extends ErrorKind>(kind: K, message: string) => ({ kind, message })

/**
 * Every error a client can see. The code is the contract; the message is the English sentence.
 * The apps look the reader's sentence up by code.
 */
export const errors = {
  'input.invalid': entry('invalid', 'Some fields need attention.'),
  'input.malformed': entry('invalid', 'The request could not be read.'),
  'input.too_large': entry('too_large', 'The request is too large.'),
  'request.unknown_route': entry('not_found', 'There is nothing at this address.'),
  'version.stale': entry('conflict', 'Someone changed this in the meantime. Here is the current state.'),
  'version.missing': entry('precondition_required', 'Say which version you last read.'),
  'auth.required': entry('unauthenticated', 'Sign in first.'),
  'auth.wrong_credentials': entry('unauthenticated', 'E-mail or password is wrong.'),
  'auth.email_taken': entry('conflict', 'There is already an account with this e-mail.'),
  'auth.bad_origin': entry('forbidden', 'This request came from another site.'),
  'auth.forbidden': entry('forbidden', 'You may not do this.'),
  'product.not_found': entry('not_found', 'There is no such product.'),
  'product.not_orderable': entry('conflict', 'This product cannot be ordered now.'),
  'product.bad_price': entry('invalid', 'The price has more digits than its currency.'),
  'order.not_found': entry('not_found', 'There is no such order.'),
  'order.input_invalid': entry('invalid', 'The agent needs more to work with.'),
  'order.total_too_large': entry('invalid', 'This order is larger than the shop can take.'),
  'order.wrong_state': entry('conflict', 'The order is not in a state that allows this.'),
  'payment.not_found': entry('not_found', 'There is no such payment.'),
  'payment.declined': entry('payment_required', 'The card was declined. Nothing was charged; try another card.'),
  'payment.unknown_test_card': entry('invalid', 'This shop takes test cards only.'),
  'payment.bad_signature': entry('invalid', 'The callback is not signed by the payment provider.'),
  'job.not_found': entry('not_found', 'There is no such job.'),
  'job.wrong_state': entry('conflict', 'The job is not in a state that allows this.'),
  'agent.not_found': entry('not_found', 'There is no such agent.'),
  'course.not_found': entry('not_found', 'There is no such course.'),
  'course.lesson_not_found': entry('not_found', 'There is no such lesson.'),
  'course.not_finished': entry('conflict', 'The course is still being written.'),
  'model.unavailable': entry('unavailable', 'The model did not answer.'),
  'model.invalid_output': entry('unavailable', 'The model answered with something that is not a course.'),
  'aws.account_not_found': entry('not_found', 'There is no such account.'),
  'server.unavailable': entry('unavailable', 'A part of the server is not available. Try again in a moment.'),
  'server.stopping': entry('unavailable', 'The server is restarting. Try again in a moment.'),
  'server.internal': entry('internal', 'Something went wrong on our side.'),
} as const
export type ErrorCode = keyof typeof errors

/** One field that needs attention: where it is in the input, and why. */
export interface FieldError {
  path: string
  message: string
}
