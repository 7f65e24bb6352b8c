/** Somebody as GitHub knows them. */
export interface GithubPerson {
  /** GitHub's own, lasting number of the account, as text. The login can change hands; this cannot. */
  subject: string
  login: string
  name: string
  /** Verified addresses in lower case, the primary one first. */
  verifiedEmails: string[]
}

/** Signing in with GitHub: OAuth 2 with state and PKCE (S256). */
export interface Github {
  /** Where to send the browser. `state` comes back with the answer; only `codeVerifier`'s hash goes along. */
  authorizationUrl(request: { state: string; codeVerifier: string; redirectUri: string }): URL
  /**
   * Who has come back with `code`. Fails with `github.refused` when GitHub does not take the code, and with
   * `github.unreachable` when it does not answer (10 s) or answers something else than it should.
   */
  identify(answer: { code: string; codeVerifier: string; redirectUri: string }): Promise<GithubPerson>
}
