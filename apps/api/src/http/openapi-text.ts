/** The description of the OpenAPI document, in Markdown: what applies to every operation. */
export const apiDescription = `Sells AI services and runs the agents that deliver them.

## Signing in

A program sends \`Authorization: Bearer …\` with an API key (\`pk_…\`) or with an access token of \`POST /auth/login\`, which it renews with \`POST /auth/refresh\`. A browser holds a session cookie instead; pages of other origins may use it when the server lists them in \`ALLOWED_ORIGINS\`. What a caller may do depends on their role in the organization or on the permissions of the key; every operation names the permission that it needs.

## Errors

Every refusal is a problem as RFC 9457 has it (\`application/problem+json\`): \`code\` is stable and meant for programs, \`title\` is its sentence in English, \`errors\` names the fields that need attention (\`path\`), why (\`code\`) and says so in a sentence (\`message\`), \`details\` holds what the code tells beside that, and \`requestId\`, which is the \`X-Request-Id\` header too, finds the request in the server's log. 400 is for an input that is not taken, a field or a query parameter that is not known among them, so that a misspelled one is not lost; 401 carries \`WWW-Authenticate\`; 404 is also the answer for what belongs to another organization; 405 carries \`Allow\`; 415 is for a body that is not JSON in UTF-8; 429 and 503 carry \`Retry-After\`.

## Paging

A list answers at most \`limit\` items, and \`nextCursor\` when there are more: send it as \`cursor\` to get the next page, with the same filters and the same sort. A cursor is opaque and keeps its place while rows are added or removed. \`nextCursor: null\` is the last page.

## Versions

What several people may change carries a \`version\`, which a change has to send back as it was last read. Without it the answer is 428 \`version.missing\`; when somebody else was faster it is 409 \`version.stale\`, and nothing was changed. The addresses are versioned by their prefix: fields may be added to \`/api/v1\`, and none is removed or renamed. The older addresses without \`/v1\` say in \`Deprecation\` and \`Sunset\` that and when they end. Amounts are decimal strings, instants are ISO 8601 in UTC, and ids are UUIDs.

## Limits

A body holds 1 MiB at most, but where an operation takes more. Work for agents is limited by the organization's plan: \`RateLimit-Policy\` and \`RateLimit\` tell what is allowed and what is left, and 429 says in \`Retry-After\` when to come again. Signing in and up is limited by address and account. A write may carry an \`Idempotency-Key\`: sent again within 24 hours it happens once, and its answer comes back with \`Idempotent-Replayed: true\`. A refused input is not kept under its key, so the corrected request may use it again.
`
