// Bytes as the header, a record and the mark of the replay cache: never a crash; what is read is
// written as the same bytes again; and a record is none in another place or file.
#include <algorithm>
#include <cstdlib>

#include "common/racf/replay/file.hpp"
#include "common/racf/replay/mark.hpp"

using namespace ptkt;

namespace {

/// The input with the checksum that it would need, so that what lies behind that is reached too.
void check_record(base::Bytes bytes, const replay::ReplayId& id, std::uint64_t place) {
    bytes.resize(replay::kReplayRecordSize);
    const auto found = replay::decode_replay_record(bytes, id, place);
    if (!found) return;
    if (replay::decode_replay_record(bytes, id, place + 1)) std::abort();
    replay::ReplayId other = id;
    other[0] ^= 1;
    if (replay::decode_replay_record(bytes, other, place)) std::abort();
    const auto again = replay::decode_replay_record(replay::encode(*found, id, place), id, place);
    if (!again || !(*again == *found)) std::abort();
}

replay::ReplayRecord record_of(base::ByteView input) {
    replay::ReplayRecord record;
    base::ByteReader in(input);
    record.number = in.u64().value_or(1);
    record.when = base::instant(static_cast<std::int64_t>(in.u64().value_or(0)));
    record.made = base::instant(static_cast<std::int64_t>(in.u64().value_or(0)));
    record.floor = base::instant(static_cast<std::int64_t>(in.u64().value_or(0)));
    const auto rest = in.take(std::min(in.remaining(), replay::kReplaySourceSize)).value();
    record.source = std::string(base::as_text(rest));
    std::copy_n(rest.begin(), std::min(rest.size(), record.digest.size()), record.digest.begin());
    return record;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const base::ByteView input(data, size);
    if (const auto header = replay::decode_replay_header(input)) {
        const auto again = replay::decode_replay_header(replay::encode(*header));
        if (!again || !(*again == *header)) std::abort();
    }
    if (const auto mark = replay::ReplayMark::parse(base::as_text(input)))
        if (!base::as_text(input).starts_with(mark->text())) std::abort();
    replay::ReplayId id{};
    std::copy_n(data, std::min(size, id.size()), id.begin());
    check_record({data, data + size}, id, size);
    // A record as it is written is read as it was, and not with any of its bits flipped.
    const replay::ReplayRecord record = record_of(input);
    base::Bytes bytes = replay::encode(record, id, size);
    const auto read = replay::decode_replay_record(bytes, id, size);
    if (!read || !(*read == record)) std::abort();
    const std::size_t bit = size == 0 ? 0 : data[size - 1] * 4U % (bytes.size() * 8);
    bytes[bit / 8] = static_cast<base::Byte>(bytes[bit / 8] ^ (1U << (bit % 8)));
    if (replay::decode_replay_record(bytes, id, size)) std::abort();
    return 0;
}
