import type {
  Account,
  ApiKey,
  ApiKeyRef,
  BeginGithub,
  ChangePassword,
  CreateApiKey,
  CreatedApiKey,
  DeleteAccount,
  FinishGithub,
  ForgotPassword,
  GithubOutcome,
  LinkGithub,
  Page,
  PageRequest,
  RefreshTokens,
  ResetPassword,
  Session,
  SessionRef,
  SignIn,
  SignInMethods,
  SignUp,
  TokenPair,
  UpdateProfile,
} from '@pantheon/contract'
import type { Actor, Origin } from '@pantheon/kernel'
import type { Roles } from './organizations/organizations.types.ts'
import type { LimitState } from './throttle/throttle.port.ts'

/** The request somebody signs in with. */
export interface SignInRequest {
  origin: Origin
  deviceCookie: string | undefined
  /** The session the browser had until now; it ends, so that nobody goes on in a session they were given. */
  previous: string | undefined
  /** Is told how the limit on wrong passwords stands afterwards. */
  onLimit?: ((state: LimitState) => void) | undefined
}
/** Who signs in; with the password's hash as it was checked, when it was by password. */
export interface Person {
  id: string
  passwordHash?: string | null
}
/** What a sign-in answers: the account and the cookies that make the browser theirs. */
export interface SignedIn {
  account: Account
  cookies: string[]
}

/** Sign-up, sign-in, sign-out, "who am I", one's profile and e-mail. */
export interface Accounts {
  /** Makes an account with a personal organization and signs it in. Fails with `auth.email_taken`, `auth.password_common`, and `auth.too_many_tries`. */
  register(input: SignUp, request: SignInRequest): Promise<SignedIn>
  /** Signs a browser in. Fails with `auth.wrong_credentials` or `auth.too_many_tries`. */
  login(input: SignIn, request: SignInRequest): Promise<SignedIn>
  /** The person these words belong to. Fails with `auth.wrong_credentials`, after the same time whether or not the account exists. */
  identify(input: SignIn, request: Pick<SignInRequest, 'origin' | 'deviceCookie' | 'onLimit'>): Promise<Person>
  /** Who is signed in, or null; a key that may not read the account learns nothing of it either. */
  session(actor: Actor | null): Promise<Account | null>
  /**
   * Ends the session the call came with, if it came with one: also by a token that is not good for anything else any more.
   * What there was to end, nobody learns.
   */
  logout(who: () => Promise<Actor | null>, origin: Origin): Promise<void>
  describe(actor: Actor): Promise<Account>
  /** Goes on in another organization of one's own, in the same session. Fails with `organization.not_found`. */
  switchTo(actor: Actor, input: { id: string }): Promise<Account>
  updateProfile(actor: Actor, change: UpdateProfile): Promise<Account>
  /** Sends the verification mail once more; nothing happens when the e-mail is verified already. Fails with `auth.too_many_tries`. */
  resendVerification(actor: Actor, origin: Origin): Promise<void>
  /** Takes the secret of a verification mail. Fails with `auth.link_invalid` when it was used, is over, or the e-mail is another by now. */
  verifyEmail(input: { token: string }, origin: Origin): Promise<void>
}

/** The request a password is changed with. */
export interface ChangeRequest {
  origin: Origin
  deviceCookie: string | undefined
  isBrowser: boolean
}

/** Changing one's password, and getting back in without it. */
export interface Passwords {
  /**
   * Changes the password, tells the person by mail, and ends every session: a browser's own too, for which it gets a
   * new one; a program goes on in its own. Fails with `auth.wrong_password`, `auth.password_common`, `auth.too_many_tries`,
   * and with `auth.required` when the session ended meanwhile.
   */
  change(actor: Actor, input: ChangePassword, request: ChangeRequest): Promise<{ cookies: string[] }>
  /**
   * Sends a link that sets a new password, when there is such an account. Answers the same, as fast, when there is
   * none: the work is done after the answer.
   */
  forgot(input: ForgotPassword, origin: Origin): void
  /**
   * Sets a new password with the secret of the mail, which also proves the e-mail, and closes every other way in:
   * whoever needs this may have had a guest, and cannot tell what was added. Fails with `auth.link_invalid`,
   * `auth.password_common`.
   */
  reset(input: ResetPassword, origin: Origin): Promise<void>
}

/**
 * Deletes somebody's own account: whatever is personal goes at once; a nameless row stays, because orders and the audit
 * log refer to it. Organizations nobody else is in are deleted with it. Fails with `auth.last_owner` (and the names) as
 * long as others depend on them, and with `auth.confirmation_wrong`.
 */
export type DeleteOwnAccount = (actor: Actor, input: DeleteAccount, request: Pick<SignInRequest, 'origin' | 'deviceCookie'>) => Promise<void>

/** The places where somebody is signed in, and the cookie that says which is theirs. */
export interface Sessions {
  /** The cookie again, with its whole life before it: what a page asks for at its start. */
  renewCookie(secret: string): string
  blankCookie(): string
  list(actor: Actor): Promise<{ items: Session[] }>
  endOne(actor: Actor, input: SessionRef): Promise<void>
  endOthers(actor: Actor): Promise<void>
}

/** Token pairs for API clients. The refresh tokens of one session follow each other; a copy that is used out of turn ends them all. */
export interface Tokens {
  /** Opens a session for a program and answers its first pair. The caller has made sure who it is. */
  issue(person: Person, origin: Origin | undefined): Promise<TokenPair>
  /**
   * The next pair. For 30 s a token that was used gives the same successor, however often it is shown; later that ends
   * the session and fails with `auth.token_reused`. Unknown tokens: `auth.token_invalid`.
   */
  refresh(input: RefreshTokens, origin: Origin | undefined): Promise<TokenPair>
}

/** API keys: `pk_…`, shown once, stored as a hash, good in one organization for what they were given. */
export interface ApiKeys {
  /** Every key that works, on the first page; then those that are over, newest first, page by page. */
  list(actor: Actor, request?: PageRequest): Promise<Page<ApiKey>>
  /** Makes a key. Fails with `api_key.permission_not_held` for what its maker may not do, or no key may, and with `api_key.too_many`. */
  create(actor: Actor, input: CreateApiKey): Promise<CreatedApiKey>
  /** Ends a key, at once and for good. */
  revoke(actor: Actor, input: ApiKeyRef): Promise<void>
}

/** What finishing answers, with the cookies of whoever is now signed in. */
export interface FinishedGithub {
  outcome: GithubOutcome
  cookies: string[]
}

/** Sign-in with GitHub, and linking it to an account. */
export interface GithubSignIn {
  /** Whether the server is set up for it. */
  readonly isOffered: boolean
  /** Where to send the browser, and the cookie by which it is known again. Fails with `github.not_configured`. */
  begin(input: BeginGithub): { url: string; cookie: string }
  /** Takes what GitHub sent the browser back with: signs in, or links GitHub to the account that is signed in. */
  finish(input: FinishGithub, actor: Actor | null, request: SignInRequest & { begun: string | undefined }): Promise<FinishedGithub>
  /** Links GitHub to the existing account once its password proves whose it is, and signs in, unless they are already. */
  proveAndLink(input: LinkGithub, actor: Actor | null, request: SignInRequest): Promise<SignedIn>
  /** Takes GitHub off one's account. Fails with `auth.password_required` when it is the only way in. */
  unlink(actor: Actor): Promise<void>
  /** The ways somebody can sign in to their own account. */
  methods(actor: Actor): Promise<SignInMethods>
}

/** What the auth context offers to the API about accounts, and the ways into them. */
export interface AuthServices {
  accounts: Accounts
  passwords: Passwords
  deleteAccount: DeleteOwnAccount
  sessions: Sessions
  tokens: Tokens
  apiKeys: ApiKeys
  github: GithubSignIn
  roles: Pick<Roles, 'explain'>
}
