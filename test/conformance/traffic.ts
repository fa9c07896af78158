/** Recorded HTTP traffic, as the Rust SDK's test data have it. */
export interface Traffic {
  readonly events: readonly Event[];
}

interface Event {
  readonly connection_id: number;
  readonly action: {
    readonly Request?: { readonly request: RecordedRequest };
    readonly Response?: { readonly response: { readonly Ok: RecordedResponse } };
    readonly Data?: {
      readonly data: { readonly Utf8: string };
      readonly direction: 'Request' | 'Response';
    };
  };
}

type Headers = Readonly<Record<string, readonly string[]>>;

interface RecordedRequest {
  readonly uri: string;
  readonly method: string;
  readonly headers: Headers;
}

interface RecordedResponse {
  readonly status: number;
  readonly headers: Headers;
}

/** One request, and what was answered. */
export interface Exchange {
  readonly request: string;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** The exchanges of a recording, in the order of their requests. */
export function exchangesOf({ events }: Traffic): readonly Exchange[] {
  const connections = [...new Set(events.map((event) => event.connection_id))];
  return connections.map((id) => exchangeOf(events.filter((event) => event.connection_id === id)));
}

function exchangeOf(events: readonly Event[]): Exchange {
  const actions = events.map(({ action }) => action);
  const request = actions.find(({ Request }) => Request)?.Request?.request;
  const response = actions.find(({ Response }) => Response)?.Response?.response.Ok;
  if (request === undefined || response === undefined) throw new Error('half a recording');
  const bodies = actions.flatMap(({ Data }) => (Data?.direction === 'Response' ? [Data] : []));
  return {
    request: describeRequest(request.method, request.uri, request.headers['content-type']?.[0]),
    status: response.status,
    contentType: response.headers['content-type']?.[0],
    body: bodies.map(({ data }) => data.Utf8).join(''),
  };
}

/** What is compared: method, URL whatever the order of its query, and the type of what was sent. */
export function describeRequest(method: string, uri: string, contentType?: string): string {
  const url = new URL(uri);
  url.searchParams.sort();
  return [method, url.href, ...(method === 'POST' ? [contentType ?? 'nothing'] : [])].join(' ');
}
