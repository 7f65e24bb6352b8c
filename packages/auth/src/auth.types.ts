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

/** The request of a sign-in. */
export interface SignInRequest {
  origin: Origin
  deviceCookie: string | undefined
  /** The browser's previous session; it is ended against session fixation. */
  previous: string | undefined
  /** Receives the state of the limit on wrong passwords. */
  onLimit?: ((state: LimitState) => void) | undefined
}
/** An authenticated user; with the password hash that was checked, for a sign-in by password. */
export interface Person {
  id: string
  passwordHash?: string | null
}
/** The result of a sign-in: the account and the cookies of its session. */
export interface SignedIn {
  account: Account
  cookies: string[]
}

/** Sign-up, sign-in, sign-out, the current session, profile and e-mail. */
export interface Accounts {
  /**
   * Creates an account with a personal organization and signs it in. Fails with `auth.email_taken`, `auth.password_common`, and
   * `auth.too_many_tries`.
   */
  register(input: SignUp, request: SignInRequest): Promise<SignedIn>
  /** Signs a browser in. Fails with `auth.wrong_credentials` or `auth.too_many_tries`. */
  login(input: SignIn, request: SignInRequest): Promise<SignedIn>
  /** The user with these credentials. Fails with `auth.wrong_credentials`, after the same time whether or not the account exists. */
  identify(input: SignIn, request: Pick<SignInRequest, 'origin' | 'deviceCookie' | 'onLimit'>): Promise<Person>
  /** The signed-in account, or null; also null for a key without the right to read the account. */
  session(actor: Actor | null): Promise<Account | null>
  /** Ends the session of the call, if there is one; an expired token is accepted too. The response does not reveal whether there was one. */
  logout(who: () => Promise<Actor | null>, origin: Origin): Promise<void>
  describe(actor: Actor): Promise<Account>
  /** Switches the session to another of the caller's organizations. Fails with `organization.not_found`. */
  switchTo(actor: Actor, input: { id: string }): Promise<Account>
  updateProfile(actor: Actor, change: UpdateProfile): Promise<Account>
  /** Resends the verification mail; a no-op when the e-mail is already verified. Fails with `auth.too_many_tries`. */
  resendVerification(actor: Actor, origin: Origin): Promise<void>
  /**
   * Verifies an e-mail with the secret of its mail. Fails with `auth.link_invalid` when the link was used or has expired, or
   * when the e-mail has changed.
   */
  verifyEmail(input: { token: string }, origin: Origin): Promise<void>
}

/** The request of a password change. */
export interface ChangeRequest {
  origin: Origin
  deviceCookie: string | undefined
  isBrowser: boolean
}

/** Changes and resets passwords. */
export interface Passwords {
  /**
   * Changes the password, notifies the user by mail, and ends every session: a browser gets a new one; an API client keeps its
   * own. Fails with `auth.wrong_password`, `auth.password_common`, `auth.too_many_tries`, and with `auth.required` when the
   * session ended meanwhile.
   */
  change(actor: Actor, input: ChangePassword, request: ChangeRequest): Promise<{ cookies: string[] }>
  /**
   * Sends a link to set a new password if the account exists. Responds equally, and equally fast, if not: the work is done after the
   * response. Fails when nothing can be stored, for every address.
   */
  forgot(input: ForgotPassword, origin: Origin): Promise<void>
  /**
   * Sets a new password with the secret of the mail, which also verifies the e-mail, and revokes all other access, because an
   * attacker may have added some. Fails with `auth.link_invalid`, `auth.password_common`.
   */
  reset(input: ResetPassword, origin: Origin): Promise<void>
}

/**
 * Deletes the caller's own account: personal data is erased at once; an anonymous row stays, because orders and the audit log
 * refer to it. Organizations without other members are deleted with it. Fails with `auth.last_owner` (and the names) while
 * organizations with other members depend on the caller, and with `auth.confirmation_wrong`.
 */
export type DeleteOwnAccount = (actor: Actor, input: DeleteAccount, request: Pick<SignInRequest, 'origin' | 'deviceCookie'>) => Promise<void>

/** The caller's sessions, and the cookie that identifies one. */
export interface Sessions {
  /** The cookie with its full lifetime again; set when a page loads. */
  renewCookie(secret: string): string
  blankCookie(): string
  list(actor: Actor): Promise<{ items: Session[] }>
  endOne(actor: Actor, input: SessionRef): Promise<void>
  endOthers(actor: Actor): Promise<void>
}

/** Token pairs for API clients, with refresh token rotation: reuse of an old refresh token ends the session. */
export interface Tokens {
  /** Opens a session for an API client and returns its first token pair. The caller has authenticated the user. */
  issue(person: Person, origin: Origin | undefined): Promise<TokenPair>
  /**
   * The next token pair. For 30 s a used token returns the same successor again; later use ends the session and fails with
   * `auth.token_reused`. Unknown tokens: `auth.token_invalid`.
   */
  refresh(input: RefreshTokens, origin: Origin | undefined): Promise<TokenPair>
}

/** API keys: `pk_…`, shown once, stored as a hash, valid in one organization with the given permissions. */
export interface ApiKeys {
  /** All active keys on the first page; then the expired and revoked ones, newest first, by page. */
  list(actor: Actor, request?: PageRequest): Promise<Page<ApiKey>>
  /**
   * Creates a key. Fails with `api_key.permission_not_held` for a permission that its creator does not have or no key may have,
   * and with `api_key.too_many`.
   */
  create(actor: Actor, input: CreateApiKey): Promise<CreatedApiKey>
  /** Revokes a key permanently. */
  revoke(actor: Actor, input: ApiKeyRef): Promise<void>
}

/** The result of a GitHub sign-in, with the cookies of the signed-in account. */
export interface FinishedGithub {
  outcome: GithubOutcome
  cookies: string[]
}

/** Sign-in with GitHub, and linking GitHub to an account. */
export interface GithubSignIn {
  /** Whether the server is configured for it. */
  readonly isOffered: boolean
  /** The URL to redirect the browser to, and a cookie that binds the flow to this browser. Fails with `github.not_configured`. */
  begin(input: BeginGithub): { url: string; cookie: string }
  /** Handles GitHub's redirect: signs in, or links GitHub to the signed-in account. */
  finish(input: FinishGithub, actor: Actor | null, request: SignInRequest & { flowState: string | undefined }): Promise<FinishedGithub>
  /** Links GitHub to an existing account after its password was verified, and signs in unless already signed in. */
  proveAndLink(input: LinkGithub, actor: Actor | null, request: SignInRequest): Promise<SignedIn>
  /** Unlinks GitHub from the caller's account. Fails with `auth.password_required` when there is no other way to sign in. */
  unlink(actor: Actor): Promise<void>
  /** The sign-in methods of the caller's account. */
  methods(actor: Actor): Promise<SignInMethods>
}

/** The services that the API exposes for accounts and authentication. */
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
