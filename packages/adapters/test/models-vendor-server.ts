import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ModelProvider } from '../src/models/ai-sdk-model.ts'

/** What the model behind the server does with a prompt: says something, fails with a status, or never answers. */
export type Reply = { text: string } | { status: number } | 'silence'
export interface Heard {
  path: string
  headers: IncomingMessage['headers']
  body: string
}

/** An answer in the vendor's own words, as its API reference describes it. */
const inWordsOf: Record<ModelProvider, (text: string) => unknown> = {
  anthropic: (text) => ({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude',
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 1 },
  }),
  openai: (text) => ({
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    status: 'completed',
    model: 'gpt',
    output: [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text, annotations: [] }] }],
    usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
  }),
  google: (text) => ({
    candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
  }),
}

const bodyOf = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** A server that speaks a vendor's protocol on a local socket. `reply` sees the request's body and its number, from 0. */
export const startVendor = async (provider: ModelProvider, reply: (body: string, number: number) => Reply) => {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const said = reply(body, heard.length)
    heard.push({ path: request.url ?? '', headers: request.headers, body })
    if (said === 'silence') return
    response.setHeader('content-type', 'application/json')
    if ('status' in said) {
      response
        .writeHead(said.status, { 'retry-after-ms': '5' })
        .end(JSON.stringify({ error: { type: 'overloaded_error', message: 'busy', code: 1, status: 'BUSY' } }))
    } else {
      response.end(JSON.stringify(inWordsOf[provider](said.text)))
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    heard,
    stop: () =>
      new Promise<void>((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  }
}

/** A well-behaved model: reads which part is wanted and writes it. */
export const goodAnswer = (body: string): string => {
  const weeks = /exactly (\d+) modules|ちょうど (\d+) 個/.exec(body)
  if (weeks) {
    const modules = Array.from({ length: Number(weeks[1] ?? weeks[2]) }, (_, index) => ({
      title: `Part ${index + 1}`,
      summary: 'What this week brings.',
      lessons: [1, 2].map((lesson) => ({ title: `Lesson ${index + 1}.${lesson}`, minutes: 30 })),
    }))
    return JSON.stringify({ title: 'A course', description: 'What it is.', objectives: ['Know', 'Do', 'Judge'], modules })
  }
  if (/3 to 5 questions|三問から五問/.test(body)) {
    const questions = [1, 2, 3].map((number) => ({
      prompt: `Question ${number}?`,
      options: ['a', 'b', 'c', 'd'],
      answerIndex: number,
      explanation: 'Because.',
    }))
    return JSON.stringify({ questions })
  }
  return JSON.stringify({ body: `## The idea\n\n${'A full sentence about it. '.repeat(20)}`, keyPoints: ['One.', 'Two.', 'Three.'] })
}
