#include "tests/unit/tls/scene.hpp"

using namespace scene;

namespace {

base::Bytes pattern(std::size_t size) {
    base::Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<base::Byte>(i * 7 + i / 251);
    return bytes;
}

/// Moves all bytes from one end to the other, reading into that much place at a time.
base::Bytes carried(net::Stream& from, net::Stream& to, base::ByteView bytes, std::size_t place) {
    base::Bytes got;
    base::Bytes buffer(place);
    const auto size = bytes.size();
    for (int turn = 0; turn < 100'000 && got.size() < size; ++turn) {
        if (!bytes.empty()) bytes = bytes.subspan(from.write(bytes).count);
        const auto some = to.read(buffer);
        got.insert(got.end(), buffer.begin(),
                   buffer.begin() + static_cast<std::ptrdiff_t>(some.count));
    }
    return got;
}

Pair connected() {
    const Cast cast;
    Pair pair(cast.accepting(), cast.connecting());
    REQUIRE(pair.shake_hands() == kBothDone);
    return pair;
}

}  // namespace

TEST_CASE("what one end writes the other reads, and nobody between them can") {
    const Pair pair = connected();
    CHECK(pair.client->protection() == "TLSv1.3");
    CHECK(pair.server->protection() == "TLSv1.3");
    const auto bytes = base::as_bytes("PassTicket");
    REQUIRE(pair.client->write(bytes).count == bytes.size());
    CHECK(base::as_text(pair.wire.there->bytes).find("PassTicket") == std::string_view::npos);
    base::Bytes buffer(100);
    CHECK(pair.server->read(buffer).count == bytes.size());
    CHECK(base::as_text({buffer.data(), bytes.size()}) == "PassTicket");
    CHECK(carried(*pair.server, *pair.client, pattern(300'000), 4096) == pattern(300'000));
}

TEST_CASE("bytes arrive in whatever pieces the wire carries them") {
    const auto [at_once, room] = GENERATE(table<std::size_t, std::size_t>({
        {1, memory::kAll},
        {5, 7},
        {memory::kAll, 1'000},
        {17'000, memory::kAll},
    }));
    const Cast cast;
    const Pair pair(cast.accepting(true), cast.connecting(&cast.server));
    for (const auto& way : {pair.wire.there, pair.wire.back}) {
        way->at_once = at_once;
        way->room = room;
    }
    REQUIRE(pair.shake_hands() == kBothDone);
    const auto bytes = pattern(40'000);
    CHECK(carried(*pair.client, *pair.server, bytes, 64'000) == bytes);
    CHECK(carried(*pair.server, *pair.client, bytes, 100) == bytes);
}

TEST_CASE("reading and writing do the handshake too") {
    const Cast cast;
    const Pair pair(cast.accepting(), cast.connecting());
    CHECK(pair.client->awaits(true, false) == net::Readiness{false, true});
    CHECK(pair.server->awaits(false, true) == net::Readiness{true, false});
    const auto bytes = pattern(10);
    base::Bytes nothing(10);
    CHECK(pair.client->write(bytes).outcome == Progress::Blocked);
    CHECK(pair.client->awaits(false, true) == net::Readiness{true, false});
    CHECK(pair.server->read(nothing).outcome == Progress::Blocked);
    CHECK(pair.client->read(nothing).outcome == Progress::Blocked);
    CHECK(pair.client->awaits(true, true) == net::Readiness{true, true});
    CHECK(carried(*pair.client, *pair.server, bytes, 10) == bytes);
    CHECK(pair.server->awaits(true, false) == net::Readiness{true, false});
}

TEST_CASE("a stream says that it keeps what there was no place for") {
    const Pair pair = connected();
    const auto bytes = pattern(1'000);
    REQUIRE(pair.client->write(bytes).count == bytes.size());
    CHECK_FALSE(pair.server->has_pending());
    base::Bytes buffer(900);
    CHECK(pair.server->read(buffer).count == 900);
    CHECK(pair.server->has_pending());
    CHECK(pair.server->read(buffer).count == 100);
    CHECK_FALSE(pair.server->has_pending());
    CHECK(pair.server->read(buffer).outcome == Progress::Blocked);
}

TEST_CASE("one call takes in a bounded part of what a fast peer sends") {
    const Pair pair = connected();
    const auto bytes = pattern(300'000);
    for (auto rest = base::ByteView(bytes); !rest.empty();)
        rest = rest.subspan(pair.client->write(rest).count);
    base::Bytes buffer(bytes.size());
    base::Bytes got;
    while (got.size() < bytes.size()) {
        const auto count = pair.server->read(buffer).count;
        REQUIRE(count > 0);
        CHECK(count <= 65'536);
        got.insert(got.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(count));
    }
    CHECK(got == bytes);
}

TEST_CASE("an end that stands behind the bytes is told of as pending") {
    const Pair pair = connected();
    REQUIRE(pair.client->write(pattern(10)).count == 10);
    REQUIRE(pair.client->end_output() == Progress::Moved);
    base::Bytes buffer(100);
    CHECK(pair.server->read(buffer).count == 10);
    CHECK(pair.server->has_pending());
    CHECK(pair.server->read(buffer).outcome == Progress::Ended);
    CHECK_FALSE(pair.server->has_pending());
    CHECK(pair.server->read(buffer).outcome == Progress::Ended);
    CHECK(carried(*pair.server, *pair.client, pattern(50), 100) == pattern(50));
}

TEST_CASE("an end without a farewell is a cut within a record only") {
    const Pair pair = connected();
    base::Bytes buffer(100);
    REQUIRE(pair.client->write(pattern(10)).count == 10);
    const auto kept = GENERATE(as<std::size_t>(), 0, 1, 4, 5, 6, 20);
    auto& wire = pair.wire.there->bytes;
    wire.resize(kept);
    pair.wire.there->has_ended = true;
    CHECK(pair.server->read(buffer).outcome == (kept == 0 ? Progress::Ended : Progress::Cut));
    // Answers can still be sent to a peer that has closed its half only.
    CHECK(carried(*pair.server, *pair.client, pattern(50), 100) == pattern(50));
}

TEST_CASE("the farewell waits for room on the wire") {
    const Pair pair = connected();
    pair.wire.there->room = 0;
    CHECK(pair.client->end_output() == Progress::Blocked);
    CHECK(pair.client->awaits(false, true) == net::Readiness{false, true});
    CHECK_FALSE(pair.wire.there->has_ended);
    pair.wire.there->room = memory::kAll;
    CHECK(pair.client->end_output() == Progress::Moved);
    CHECK(pair.wire.there->has_ended);
    base::Bytes buffer(10);
    CHECK(pair.server->read(buffer).outcome == Progress::Ended);
}

TEST_CASE("bytes that were altered on the way are a failure, never data") {
    const Pair pair = connected();
    REQUIRE(pair.client->write(pattern(100)).count == 100);
    pair.wire.there->bytes[50] ^= 1U;
    base::Bytes buffer(100);
    CHECK(pair.server->read(buffer).outcome == Progress::Insecure);
    CHECK(pair.server->failure() == "TLS has failed: decryption failed or bad record mac");
    CHECK(pair.server->read(buffer).outcome == Progress::Insecure);
    CHECK(pair.server->write(pattern(1)).outcome != Progress::Moved);
}

TEST_CASE("a wire that is lost is told as such, and what came before can be read") {
    const Pair pair = connected();
    REQUIRE(pair.server->write(pattern(10)).count == 10);
    pair.wire.there->is_lost = true;
    CHECK(pair.client->write(pattern(10)).outcome == Progress::Lost);
    CHECK(pair.client->failure() == "the wire is cut");
    base::Bytes buffer(100);
    CHECK(pair.client->read(buffer).count == 10);
    pair.wire.back->is_lost = true;
    CHECK(pair.client->read(buffer).outcome == Progress::Lost);
}

TEST_CASE("a stream is quiet until there is something to read") {
    const Pair pair = connected();
    CHECK(pair.client->is_quiet());
    REQUIRE(pair.server->write(pattern(10)).count == 10);
    CHECK_FALSE(pair.client->is_quiet());
    base::Bytes buffer(100);
    CHECK(pair.client->read(buffer).count == 10);
    CHECK(pair.client->is_quiet());
    REQUIRE(pair.server->end_output() == Progress::Moved);
    CHECK_FALSE(pair.client->is_quiet());
}
