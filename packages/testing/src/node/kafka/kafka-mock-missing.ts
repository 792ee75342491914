/** This machine cannot run the mock of Kafka. Debian has both in the packages `python3` and `librdkafka1`. */
export class KafkaMockMissing extends Error {
  override readonly name = 'KafkaMockMissing';
  readonly missing: 'python3' | 'librdkafka';

  constructor(missing: 'python3' | 'librdkafka') {
    super(`The mock of Kafka needs ${missing}, which this machine does not have.`);
    this.missing = missing;
  }
}
