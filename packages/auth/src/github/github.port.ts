/** A GitHub account. */
export interface GithubPerson {
  /** GitHub's permanent numeric id of the account, as text. The login can be renamed and reused; this cannot. */
  subject: string
  login: string
  name: string
  /** Verified addresses in lower case, the primary one first. */
  verifiedEmails: string[]
}

/** OAuth 2 with GitHub, with state and PKCE (S256). */
export interface Github {
  /** The URL to redirect the browser to. `state` is returned with the answer; only the hash of `codeVerifier` is sent. */
  authorizationUrl(request: { state: string; codeVerifier: string; redirectUri: string }): URL
  /**
   * The account that authorized with `code`. Fails with `github.refused` when GitHub rejects the code, and with
   * `github.unreachable` on a timeout (10 s) or an unexpected response.
   */
  identify(answer: { code: string; codeVerifier: string; redirectUri: string }): Promise<GithubPerson>
}
