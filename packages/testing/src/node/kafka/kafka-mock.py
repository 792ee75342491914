"""A Kafka cluster for tests: the mock brokers of librdkafka, on free ports of 127.0.0.1.

The first line on standard output is {"bootstrap": "127.0.0.1:…,…"}, or {"missing": "…"} where the library cannot be
loaded. After that the program reads one command a line, [function, arguments…] as JSON, and answers each with one
line, {} or {"error": code}. It ends when its input ends, so it never outlives the process that started it.
"""

import ctypes
import ctypes.util
import json
import sys

NAMES = ["librdkafka.so.1", "librdkafka.1.dylib", ctypes.util.find_library("rdkafka")]
PRODUCER = 0
WITHOUT_RESULT = ["push_request_errors_array", "clear_request_errors", "topic_set_error"]


def load(wanted):
    for name in [wanted] if wanted else filter(None, NAMES):
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def start(library, brokers):
    library.rd_kafka_new.restype = ctypes.c_void_p
    library.rd_kafka_mock_cluster_new.restype = ctypes.c_void_p
    library.rd_kafka_mock_cluster_bootstraps.restype = ctypes.c_char_p
    for name in WITHOUT_RESULT:
        getattr(library, "rd_kafka_mock_" + name).restype = None
    reason = ctypes.create_string_buffer(512)
    client = library.rd_kafka_new(PRODUCER, None, reason, ctypes.c_size_t(len(reason)))
    if not client:
        raise RuntimeError(reason.value.decode())
    return ctypes.c_void_p(library.rd_kafka_mock_cluster_new(ctypes.c_void_p(client), brokers))


def main():
    library = load(sys.argv[2])
    if library is None:
        return print(json.dumps({"missing": "librdkafka"}), flush=True)
    cluster = start(library, int(sys.argv[1]))
    mock = lambda name, *arguments: getattr(library, "rd_kafka_mock_" + name)(cluster, *arguments)

    def push_errors(api, codes):
        errors = (ctypes.c_int * len(codes))(*codes)
        mock("push_request_errors_array", ctypes.c_int16(api), ctypes.c_size_t(len(codes)), errors)

    commands = {
        "createTopic": lambda topic, *counts: mock("topic_create", topic.encode(), *counts),
        "setLeader": lambda topic, *ids: mock("partition_set_leader", topic.encode(), *ids),
        "brokerDown": lambda broker: mock("broker_set_down", broker),
        "brokerUp": lambda broker: mock("broker_set_up", broker),
        "setRoundTrip": lambda broker, ms: mock("broker_set_rtt", broker, ms),
        "pushErrors": lambda api, codes: push_errors(api, codes),
        "setTopicError": lambda topic, code: mock("topic_set_error", topic.encode(), code),
        "clearErrors": lambda api: mock("clear_request_errors", ctypes.c_int16(api)),
    }
    print(json.dumps({"bootstrap": mock("cluster_bootstraps").decode()}), flush=True)
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        code = commands[name](*arguments)
        print(json.dumps({"error": code} if code else {}), flush=True)


main()
