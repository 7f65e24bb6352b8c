export { type GithubAccount, type GithubMood, type GithubServer, startGithubServer } from './github-server.ts'
