#include "common/ims/wire/framer.hpp"

#include <algorithm>

#include "tests/unit/ims/wire/samples.hpp"

using namespace ptkt;
using namespace ptkt::ims_wire;

namespace {

base::Bytes joined(const std::vector<base::Bytes>& parts) {
    base::Bytes all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::vector<base::Bytes> frames_now(Framer& framer) {
    std::vector<base::Bytes> frames;
    for (;;) {
        const auto next = framer.next();
        REQUIRE(next.ok());
        if (!*next) return frames;
        frames.emplace_back((*next)->begin(), (*next)->end());
    }
}

/// The reason code of a stream that begins with this total length.
std::uint32_t reason_of(std::uint32_t total, FrameLimits limits = {}) {
    base::Bytes head(4);
    put_u32(head, 0, total);
    Framer framer(limits);
    framer.feed(head);
    const auto next = framer.next();
    REQUIRE_FALSE(next.ok());
    CHECK(next.error().codes->return_code == 4);
    CHECK(next.error().offset == 0);
    return next.error().codes->reason_code;
}

}  // namespace

TEST_CASE("messages in a row come out one by one, and where they lay in the stream is known") {
    const auto frames = samples::public_frames();
    const auto stream = joined(frames);
    Framer framer;
    framer.feed(stream);
    CHECK(frames_now(framer) == frames);
    CHECK(framer.pending().empty());
    CHECK(framer.stream_offset() == stream.size());
}

TEST_CASE("a stream in chunks of any size gives the same messages") {
    auto expected = samples::public_frames();
    expected.push_back(
        samples::ascii_message(0, 80, "1004 0000" + std::string(2 * 4096, '4') + "00040000"));
    const auto stream = joined(expected);
    for (std::size_t chunk = 1; chunk <= 200; ++chunk) {
        Framer framer;
        std::vector<base::Bytes> frames;
        for (std::size_t at = 0; at < stream.size(); at += chunk) {
            const std::size_t size = std::min(chunk, stream.size() - at);
            framer.feed(base::ByteView(stream).subspan(at, size));
            for (auto& frame : frames_now(framer))
                frames.push_back(std::move(frame));
        }
        CHECK(frames == expected);
    }
}

TEST_CASE("a message cut at any byte needs more and nothing else") {
    for (const auto& frame : samples::public_frames()) {
        for (std::size_t length = 0; length < frame.size(); ++length) {
            Framer framer;
            framer.feed(base::ByteView(frame).first(length));
            const auto next = framer.next();
            REQUIRE(next.ok());
            CHECK_FALSE(next->has_value());
            CHECK(framer.pending().size() == length);
            CHECK(framer.stream_offset() == 0);
        }
    }
}

TEST_CASE("total lengths at their limits are refused with a reason") {
    for (const std::uint32_t total : {0U, 1U, 3U, 4U, 87U})
        CHECK(reason_of(total) == 7);
    for (const std::uint32_t total : {0x80000000U, 0xFFFFFFFFU})
        CHECK(reason_of(total) == 5);
    for (const std::uint32_t total : {10'000'001U, 0x7FFFFFFFU})
        CHECK(reason_of(total) == 4);
    CHECK(reason_of(101, {16, 100}) == 4);
    CHECK(reason_of(15, {16, 100}) == 7);
}

TEST_CASE("a length that claims much costs only what has come in") {
    base::Bytes head(100);
    put_u32(head, 0, 0x7FFFFFFF);
    Framer framer({kSmallestRequest, kLargestTotal});
    framer.feed(head);
    CHECK_FALSE(framer.next()->has_value());
    framer.keep();
    CHECK(framer.pending().size() == head.size());
    CHECK(framer.capacity() <= 1024);
}

TEST_CASE("memory stays small under a long stream and is given back after a large message") {
    const auto stream = joined(samples::public_frames());
    const base::ByteView bytes(stream);
    Framer framer;
    // The last byte always comes late, so that there is a rest in the buffer all the time.
    framer.feed(bytes.first(bytes.size() - 1));
    for (int i = 0; i < 1000; ++i) {
        CHECK(frames_now(framer).size() == (i == 0 ? 5U : 6U));
        framer.feed(bytes.last(1));
        framer.feed(bytes.first(bytes.size() - 1));
    }
    CHECK(framer.capacity() < 8192);

    Framer large;
    base::Bytes message(1'000'000);
    put_u32(message, 0, 1'000'000);
    large.feed(base::ByteView(message).first(10));
    large.feed(base::ByteView(message).subspan(10));
    CHECK(large.next()->has_value());
    CHECK(large.capacity() >= 1'000'000);
    CHECK_FALSE(large.next()->has_value());
    CHECK(large.capacity() == 0);
}

TEST_CASE("an error stays, because a stream with wrong lengths has no next message") {
    auto stream = samples::public_frames().at(2);
    const auto good = stream.size();
    stream.insert(stream.end(), {0, 0, 0, 4});
    Framer framer;
    framer.feed(stream);
    CHECK(framer.next().value()->size() == good);
    CHECK_FALSE(framer.next().ok());
    framer.feed(samples::public_frames().at(2));
    CHECK_FALSE(framer.next().ok());
    CHECK(framer.stream_offset() == good);
    CHECK(base::to_hex(framer.pending().first(4)) == "00000004");
}

TEST_CASE("the dialect of a stream is known as soon as IRM_ID is there") {
    const auto frame = samples::public_frames().at(3);
    for (std::size_t length = 0; length < 16; ++length)
        CHECK_FALSE(dialect_of(base::ByteView(frame).first(length)).has_value());
    CHECK(dialect_of(base::ByteView(frame).first(16)) == Dialect{Exit::Sampl1, Code::Ascii});
}

TEST_CASE("a message is wiped when the next one is asked for, and moving keeps the rest") {
    const auto frame = samples::public_frames().at(0);
    const base::ByteView bytes(frame);
    Framer framer;
    framer.feed(bytes.first(50));
    framer.feed(joined({{frame.begin() + 50, frame.end()}, frame}));
    const base::ByteView first = framer.next().value().value();
    const base::Byte* password = first.data() + 76;
    CHECK(samples::text({password, 8}) == "PTKT1234");
    const auto second = framer.next();
    CHECK(base::Bytes((*second)->begin(), (*second)->end()) == frame);
    // The first message lay in the same buffer, which still exists.
    CHECK(base::to_hex({password, 8}) == "0000000000000000");

    Framer source;
    source.feed(bytes.first(50));
    source.keep();
    Framer target = std::move(source);
    target.feed(bytes.subspan(50));
    CHECK(frames_now(target) == std::vector<base::Bytes>{frame});
}

TEST_CASE("whole messages are given from the caller's bytes, and only the rest is copied") {
    const auto frame = samples::public_frames().at(1);
    auto stream = joined({frame, frame, base::Bytes(frame.begin(), frame.begin() + 20)});
    Framer framer;
    framer.feed(stream);
    CHECK(framer.next().value()->data() == stream.data());
    CHECK(framer.next().value()->data() == stream.data() + frame.size());
    CHECK_FALSE(framer.next()->has_value());
    CHECK(framer.capacity() == 0);
    framer.keep();
    stream.assign(stream.size(), 0xFF);
    CHECK(framer.pending().size() == 20);
    framer.feed(base::ByteView(frame).subspan(20));
    CHECK(frames_now(framer) == std::vector<base::Bytes>{frame});
}
