import type { AnswerOf } from '@parley/protocol/operation.ts';
import type { OperationId, OperationTable } from '@parley/protocol/operation-table.ts';

interface Schema {
  readonly _zod: { readonly input: unknown; readonly output: unknown };
}

/** Brands tell checked values from unchecked ones; a caller writes plain numbers and strings. */
type Plain<T> = T extends number ? Unbranded<T, number> : T extends string ? Unbranded<T, string> : T;
type Unbranded<T, Base> = keyof T extends keyof Base ? T : Base;

/** Path and query values: as they come out of the check, with what has a default left out if one likes. */
type Fields<Input, Output> = {
  [Key in keyof Input]: unknown extends Input[Key]
    ? Key extends keyof Output
      ? Plain<Output[Key]>
      : never
    : Input[Key];
};
type FieldsOf<S extends Schema> = Fields<S['_zod']['input'], S['_zod']['output']>;
type MaybeOptional<Name extends string, Value> =
  Partial<Value> extends Value ? { readonly [Key in Name]?: Value } : { readonly [Key in Name]: Value };

type Params<O> = O extends { params: infer S extends Schema } ? { readonly params: FieldsOf<S> } : unknown;
type Query<O> = O extends { query: infer S extends Schema } ? MaybeOptional<'query', FieldsOf<S>> : unknown;
type Body<O> = O extends { body: 'picture' }
  ? { readonly body: Uint8Array<ArrayBuffer> | Blob }
  : O extends { body: infer S extends Schema }
    ? { readonly body: S['_zod']['input'] }
    : unknown;

/** What a call takes. */
export type CallInput<Id extends OperationId> = Params<OperationTable[Id]> &
  Query<OperationTable[Id]> &
  Body<OperationTable[Id]> & { readonly signal?: AbortSignal };

/** The input as an argument list: left out where nothing in it is needed. */
export type CallArguments<Id extends OperationId> =
  Partial<CallInput<Id>> extends CallInput<Id> ? [input?: CallInput<Id>] : [input: CallInput<Id>];

export type Answer<Id extends OperationId> = AnswerOf<OperationTable[Id]>;
