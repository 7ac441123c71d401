/** The service's error codes that this stand-in gives. https://help.aliyun.com/document_detail/2510266.html */
export const Code = {
  Success: 0,
  InvalidQuery: -2009,
  InvalidVectorFormat: -2011,
  InvalidDataType: -2012,
  InvalidFilter: -2015,
  InvalidPrimaryKey: -2016,
  MismatchedDimension: -2019,
  InexistentCollection: -2021,
  InexistentPartition: -2022,
  InexistentKey: -2024,
  DuplicateCollection: -2025,
  DuplicatePartition: -2026,
  DuplicateKey: -2027,
  InvalidBatchSize: -2036,
  InvalidDimension: -2037,
  InvalidTopk: -2041,
  InvalidCollectionName: -2042,
  InvalidPartitionName: -2043,
  InvalidFieldName: -2044,
  InvalidJson: -2047,
  ExceedIdsLimit: -2967,
  ExceedRequestSize: -2970,
  ExistVectorAndId: -2973,
  InvalidArgument: -2999,
} as const;

/** A request refused by the service itself: HTTP 200 with this code. */
export class Failure extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
