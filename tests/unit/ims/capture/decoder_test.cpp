// From the bytes of a capture to messages: links, IP, TCP, frames, conversations.
#include "tests/unit/ims/capture/seen.hpp"

using namespace ptkt;
using namespace ptkt::ims_capture;
using ims_wire::Code;
using ims_wire::Csm;
using ims_wire::Exit;
using ims_wire::Rsm;
using Words = std::vector<std::string>;

namespace {

const Words kExpected{"SNDONLYA CLIENT01", "CSM CLIENT01", "SNDONLYA CLIENT01",
                      "RSM 8/40 CLIENT01"};

/// Two messages, one accepted and one refused.
pcap::Talk small_talk(std::size_t segment = 1460, Code code = Code::Ebcdic,
                      Exit exit = Exit::Sampl1) {
    pcap::Talk talk(segment);
    talk.open();
    talk.say(true, seen::message("CLIENT01", code, "ORDER 4711", exit));
    talk.say(false, seen::answer(Csm{}, code, exit, "DONE"));
    talk.say(true, seen::message("CLIENT01", code, "ORDER 4712", exit));
    talk.say(false, seen::answer(Rsm{0, 0x34, 8, 40}, code, exit));
    talk.close();
    return talk;
}

}  // namespace

TEST_CASE("a conversation is decoded from pcap and pcapng of either byte order") {
    const auto packets = pcap::packets(small_talk().segments);
    for (const bool little : {false, true}) {
        CHECK(seen::decode(pcap::file(packets, 1, little)).what == kExpected);
        CHECK(seen::decode(pcap::file(packets, 1, little, true)).what == kExpected);
        CHECK(seen::decode(pcap::file_ng(packets, 1, little)).what == kExpected);
    }
    const auto pcap = seen::decode(pcap::file(packets));
    CHECK(pcap.lines[0].starts_with(
        "2026-09-21T14:13:20.002000Z #1 10.0.0.1:40000 > 10.0.0.2:8888  SNDONLYA client=CLIENT01"));
    CHECK(seen::decode(pcap::file_ng(packets)).lines == pcap.lines);
    CHECK(pcap.counts.conversations == 1);
    CHECK(pcap.counts.packets == packets.size());
}

TEST_CASE("a capture may come in pieces of any size") {
    const auto packets = pcap::packets(small_talk(50).segments);
    for (const auto& file : {pcap::file(packets), pcap::file_ng(packets)})
        for (const std::size_t piece : {1, 2, 3, 7, 100, 333, 4095, 4096, 4097, 4500, 5000, 9000})
            CHECK(seen::decode(file, {}, piece).what == kExpected);
}

TEST_CASE("messages are found in both codes, with and without LLLL before the answers") {
    for (const Code code : {Code::Ascii, Code::Ebcdic})
        for (const Exit exit : {Exit::Sampl0, Exit::Sampl1})
            for (const std::size_t segment : {1, 3, 20, 1460}) {
                const auto file =
                    pcap::file(pcap::packets(small_talk(segment, code, exit).segments));
                const auto result = seen::decode(file);
                CHECK(result.what == kExpected);
                CHECK(result.json[1].find("segments")->as_array()->front().bare() == "DONE");
                CHECK(result.json[0].find("tran")->bare() == "PART");
                CHECK(result.json[0].find("exit")->bare() == to_string(exit));
                CHECK(result.json[0].find("code")->bare() == to_string(code));
            }
}

TEST_CASE("links: Ethernet with VLANs, Linux cooked, loopback, raw IP of both versions") {
    const auto segments = small_talk().segments;
    const auto check = [&](std::uint32_t link, const pcap::Wrap& wrap) {
        INFO(link);
        CHECK(seen::decode(pcap::file(pcap::packets(segments, wrap), link)).what == kExpected);
    };
    const auto four = [](const pcap::Segment& one) { return pcap::ip4(one.from_client, tcp(one)); };
    const auto six = [](const pcap::Segment& one) { return pcap::ip6(one.from_client, tcp(one)); };
    for (const auto& ip : {pcap::Wrap(four), pcap::Wrap(six)}) {
        check(1, [&](const auto& one) { return pcap::ethernet(ip(one)); });
        check(1, [&](const auto& one) { return pcap::ethernet(ip(one), {0x8100}); });
        check(1, [&](const auto& one) { return pcap::ethernet(ip(one), {0x88A8, 0x8100}); });
        const auto behind = [&](std::size_t header, std::size_t type_at) {
            return [&, header, type_at](const pcap::Segment& one) {
                const auto packet = ip(one);
                base::Bytes bytes(header, 0);
                if (type_at < header)
                    ims_wire::put_u16(bytes, type_at, packet[0] >> 4U == 4 ? 0x0800 : 0x86DD);
                return pcap::joined({bytes, packet});
            };
        };
        check(113, behind(16, 14));
        check(276, behind(20, 0));
        check(0, behind(4, 99));
        check(108, behind(4, 99));
        for (const std::uint32_t raw : {12, 14, 101, 228, 229})
            check(raw, ip);
    }
    const auto unknown = seen::decode(pcap::file(pcap::packets(segments), 147));
    CHECK(unknown.what.empty());
    CHECK(unknown.counts.unknown_links == segments.size());
}

TEST_CASE("fragments of IP are put together, in any order and with doubles") {
    std::vector<pcap::Packet> packets;
    std::uint16_t id = 100;
    for (const pcap::Segment& one : small_talk().segments) {
        const auto whole = pcap::tcp(one);
        std::vector<base::Bytes> parts;
        for (std::size_t at = 0; at < whole.size(); at += 24) {
            const std::size_t end = std::min(at + 24, whole.size());
            const auto more = static_cast<std::uint16_t>(end < whole.size() ? 0x2000 : 0);
            parts.push_back(pcap::ethernet(
                pcap::ip4(one.from_client, base::ByteView(whole).subspan(at, end - at), id,
                          static_cast<std::uint16_t>(more | at / 8))));
        }
        ++id;
        std::ranges::reverse(parts);
        if (parts.size() > 1) parts.insert(parts.begin() + 1, parts.front());
        for (auto& part : parts)
            packets.push_back({pcap::kStart, std::move(part)});
    }
    CHECK(seen::decode(pcap::file(packets)).what == kExpected);
}

TEST_CASE("fragments and other extension headers of IPv6") {
    std::vector<pcap::Packet> packets;
    std::uint32_t id = 7;
    for (const pcap::Segment& one : small_talk().segments) {
        const auto whole = pcap::tcp(one);
        for (std::size_t at = 0; at < whole.size(); at += 16) {
            const std::size_t end = std::min(at + 16, whole.size());
            base::ByteWriter part;
            part.raw(base::Bytes{44, 0, 1, 4, 0, 0, 0, 0});  // hop by hop, then a fragment
            part.u8(6).u8(0).u16(static_cast<std::uint16_t>(at | (end < whole.size() ? 1 : 0)));
            part.u32(id).raw(base::ByteView(whole).subspan(at, end - at));
            packets.push_back(
                {pcap::kStart, pcap::ethernet(pcap::ip6(one.from_client, part.bytes(), 0))});
        }
        ++id;
    }
    CHECK(seen::decode(pcap::file(packets)).what == kExpected);
}

TEST_CASE("segments that come again, early or with more than before change nothing") {
    auto segments = small_talk(30).segments;
    const auto decoded = [&] { return seen::decode(pcap::file(pcap::packets(segments))).what; };
    SECTION("again") {
        const auto once = segments;
        segments.clear();
        for (const auto& one : once)
            segments.insert(segments.end(), {one, one});
        CHECK(decoded() == kExpected);
    }
    SECTION("early") {
        for (std::size_t i = 2; i + 1 < segments.size(); ++i)
            if (segments[i].from_client == segments[i + 1].from_client &&
                !segments[i + 1].data.empty())
                std::swap(segments[i], segments[i + 1]), ++i;
        CHECK(decoded() == kExpected);
    }
    SECTION("with more than before") {
        for (std::size_t i = 3; i < segments.size(); ++i) {
            auto& one = segments[i];
            const auto& before = segments[i - 1];
            if (one.from_client != before.from_client || one.data.empty() || before.data.empty())
                continue;
            one.sequence = before.sequence + 10;
            one.data.insert(one.data.begin(), before.data.begin() + 10, before.data.end());
            break;
        }
        CHECK(decoded() == kExpected);
    }
}

TEST_CASE("a segment that is not in the capture is a gap, and decoding goes on behind it") {
    auto segments = small_talk(30).segments;
    std::size_t lost = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (segments[i].data.empty()) continue;
        INFO("without segment " << i);
        auto without = segments;
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
        const auto what = seen::decode(pcap::file(pcap::packets(without))).what;
        const auto whole = std::ranges::count_if(what, [](const std::string& one) {
            return one.starts_with("SND") || one.starts_with("CSM") || one.starts_with("RSM");
        });
        CHECK(whole >= 3);
        ++lost;
    }
    CHECK(lost > 8);
}

TEST_CASE("a capture that begins in the middle of a conversation") {
    const auto segments = small_talk(40).segments;
    for (std::size_t from = 1; from + 6 < segments.size(); ++from) {
        INFO("from segment " << from);
        const std::vector<pcap::Segment> rest(segments.begin() + static_cast<std::ptrdiff_t>(from),
                                              segments.end());
        const auto result = seen::decode(pcap::file(pcap::packets(rest)));
        REQUIRE(!result.what.empty());
        INFO(fmt::format("{}", fmt::join(result.lines, "|")));
        CHECK(result.what.back().starts_with("RSM 8/40"));
    }
}

TEST_CASE("a capture that is cut off at any byte gives what is whole in it") {
    const auto packets = pcap::packets(small_talk().segments);
    for (const auto& file : {pcap::file(packets), pcap::file_ng(packets)}) {
        std::size_t last = 0;
        for (std::size_t length = 24; length <= file.size(); ++length) {
            const auto result = seen::decode(base::ByteView(file).first(length));
            CHECK_FALSE(result.failed);
            CHECK(result.whole() >= last);
            last = result.whole();
        }
        CHECK(last == 4);
    }
}

TEST_CASE("a frame that does not hold is told with its place, and the next ones are found") {
    const auto good = seen::message("CLIENT01", Code::Ebcdic, "ORDER 4711");
    const auto with = [&](std::size_t at, base::Byte value) {
        auto bad = good;
        bad[at] = value;
        const auto stream = pcap::joined({good, bad, good, good});
        return seen::decode(stream, {.form = Form::Raw});
    };
    const Words expected{"SNDONLYA CLIENT01", fmt::format("fault {}", good.size()),
                         "SNDONLYA CLIENT01", "SNDONLYA CLIENT01"};
    SECTION("LLLL too small") {
        CHECK(with(3, 20).what == expected);
    }
    SECTION("LLLL too large") {
        CHECK(with(2, 1).what == expected);
    }
    SECTION("LLLL far too large") {
        CHECK(with(0, 0x40).what == expected);
    }
    SECTION("LLLL so large that it never comes") {
        CHECK(with(1, 0x20).what == expected);
    }
    SECTION("IRM_LEN too small") {
        CHECK(with(5, 40).what == expected);
    }
    SECTION("unknown IRM_F4") {
        CHECK(with(35, 0x99).what == expected);
    }
    SECTION("a segment that is too long") {
        CHECK(with(good.size() - 4, 9).what == expected);
    }
    SECTION("an exit that is not known") {
        const auto result = with(10, 0xC2);
        CHECK(result.what == expected);
        CHECK(result.lines[2].find("HWSP1445E") != std::string::npos);
        CHECK(result.lines[2].find(fmt::format("fault at byte {}", good.size() + 8)) !=
              std::string::npos);
    }
    SECTION("no id at all") {
        CHECK(with(8, 0).what == expected);
    }
}

TEST_CASE("a stream cut at any byte, and one that begins at any byte") {
    const auto good = seen::message("CLIENT01", Code::Ascii, "ORDER 4711");
    const auto stream = pcap::joined({good, good, good});
    for (std::size_t at = 0; at <= stream.size(); ++at) {
        INFO(at);
        const auto cut = seen::decode(base::ByteView(stream).first(at), {.form = Form::Raw});
        CHECK(cut.whole() == at / good.size());
        const auto begun = seen::decode(base::ByteView(stream).subspan(at), {.form = Form::Raw});
        CHECK(begun.whole() == (stream.size() - at) / good.size());
        std::int64_t covered = 0;
        for (const auto& one : begun.json)
            covered += *one.find("length")->as_integer();
        CHECK(covered == static_cast<std::int64_t>(stream.size() - at));
    }
}

TEST_CASE("the frames of public clients are found in a capture, however it is cut") {
    base::Bytes stream;
    const auto frames = samples::public_frames();
    for (const auto& frame : frames)
        stream.insert(stream.end(), frame.begin(), frame.end());
    for (const std::size_t segment : {1, 33, 88, 200, 1460}) {
        pcap::Talk talk(segment);
        talk.open().say(true, stream).close();
        const auto result = seen::decode(pcap::file(pcap::packets(talk.segments)));
        CHECK(result.whole() == frames.size());
        CHECK(result.what.size() == frames.size());
    }
}

TEST_CASE("the frames of public clients in two segments, and cut off, at every byte") {
    base::Bytes stream;
    std::vector<std::size_t> ends;
    for (const auto& frame : samples::public_frames()) {
        stream.insert(stream.end(), frame.begin(), frame.end());
        ends.push_back(stream.size());
    }
    for (std::size_t at = 1; at < stream.size(); ++at) {
        INFO(at);
        const auto front = base::ByteView(stream).first(at);
        pcap::Talk cut;
        cut.open().say(true, front);
        const auto whole = static_cast<std::size_t>(
            std::ranges::count_if(ends, [&](std::size_t end) { return end <= at; }));
        CHECK(seen::decode(pcap::file(pcap::packets(cut.segments))).whole() == whole);
        cut.say(true, base::ByteView(stream).subspan(at)).close();
        const auto result = seen::decode(pcap::file(pcap::packets(cut.segments)));
        CHECK(result.whole() == ends.size());
        CHECK(result.what.size() == ends.size());
    }
}

TEST_CASE("connections of something else are counted and not shown, TLS as such") {
    pcap::Talk http;
    http.open().say(true, base::as_bytes("GET / HTTP/1.1\r\nHost: example\r\n\r\n"));
    http.say(false, base::as_bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")).close();
    auto result = seen::decode(pcap::file(pcap::packets(http.segments)));
    CHECK(result.what.empty());
    CHECK(result.counts.others == 1);
    CHECK(result.counts.tls == 0);
    pcap::Talk tls;
    tls.open().say(true, samples::bytes("160301 0200 010001fc 0303")).close();
    result = seen::decode(pcap::file(pcap::packets(tls.segments)));
    CHECK(result.what.empty());
    CHECK(result.counts.tls == 1);
    pcap::Talk long_one;
    long_one.open().say(true, base::Bytes(300'000, 'x'));
    CHECK(seen::decode(pcap::file(pcap::packets(long_one.segments))).what.empty());
    // The same is shown where the port says that it must be IMS Connect.
    result = seen::decode(pcap::file(pcap::packets(http.segments)), {.ports = {8888}});
    CHECK(result.what.size() == 2);
    CHECK(result.whole() == 0);
}

TEST_CASE("conversations between the same ends one after the other, and beside each other") {
    auto segments = small_talk().segments;
    auto again = small_talk().segments;
    for (auto& one : again)
        one.sequence += 500'000;
    segments.pop_back();  // the first one never ends
    segments.insert(segments.end(), again.begin(), again.end());
    const auto result = seen::decode(pcap::file(pcap::packets(segments)));
    CHECK(result.counts.conversations == 2);
    CHECK(result.whole() == 8);
    std::vector<pcap::Segment> woven;
    for (const auto& one : small_talk(25).segments)
        for (std::uint16_t port = 0; port < 5; ++port) {
            woven.push_back(one);
            woven.back().client_port = static_cast<std::uint16_t>(50'000 + port);
        }
    const auto many = seen::decode(pcap::file(pcap::packets(woven)));
    CHECK(many.counts.conversations == 5);
    CHECK(many.what.size() == 20);
}

TEST_CASE("what is no capture is malformed; damage within one is told") {
    const auto packets = pcap::packets(small_talk().segments);
    auto file = pcap::file(packets);
    CHECK(seen::decode(base::as_bytes("hello"), {.form = Form::Capture}).failed);
    file[24 + 8 + 3] = 0x7F;  // the length of the first packet
    CHECK(seen::decode(file).failed);
    auto block = pcap::file_ng(packets);
    block[4] = 3;
    CHECK(seen::decode(block).failed);
    CHECK(seen::decode(samples::bytes("1f8b0800")).failed);
    CHECK_FALSE(seen::decode(samples::bytes("1f8b0800"), {.form = Form::Raw}).failed);
    CHECK_FALSE(seen::decode({}).failed);
}

TEST_CASE("connections on which nothing is said are kept up to a number") {
    std::vector<pcap::Segment> silent;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        silent.push_back({true, 1, {}, pcap::kSyn, 0});
        silent.back().client_port = static_cast<std::uint16_t>(20'000 + i);
    }
    Decoder decoder({}, [](const Record&) {});
    REQUIRE(decoder.feed(pcap::file(pcap::packets(silent))).ok());
    CHECK(decoder.seen().others > 3'000);
    REQUIRE(decoder.finish().ok());
    CHECK(decoder.seen().others == 20'000);
    // One of those that were forgotten speaks after all.
    const auto talk = small_talk().segments;
    std::vector<pcap::Segment> late{talk[0], talk[1]};
    late.insert(late.end(), silent.begin(), silent.end());
    late.insert(late.end(), talk.begin() + 2, talk.end());
    const auto result = seen::decode(pcap::file(pcap::packets(late)));
    CHECK(result.counts.conversations == 1);
    CHECK(result.whole() == 4);
}

TEST_CASE("what comes after the end of a connection begins none") {
    pcap::Talk talk;
    const auto one = seen::message("CLIENT01", ims_wire::Code::Ebcdic, "PART HELLO");
    talk.open().say(true, one);
    auto segments = talk.segments;
    const pcap::Segment again = segments.back();
    SECTION("by RST") {
        segments.push_back({false, 0, {}, pcap::kRst, 0});
        segments.push_back(again);
    }
    SECTION("in order") {
        talk.close();
        segments = talk.segments;
        segments.push_back(again);
    }
    auto result = seen::decode(pcap::file(pcap::packets(segments)));
    CHECK(result.counts.conversations == 1);
    CHECK(result.what == std::vector<std::string>{"SNDONLYA CLIENT01"});
    // But a new one between the same ends counts.
    auto next = small_talk().segments;
    for (auto& segment : next)
        segment.sequence += 700'000;
    segments.insert(segments.end(), next.begin(), next.end());
    result = seen::decode(pcap::file(pcap::packets(segments)));
    CHECK(result.counts.conversations == 2);
    CHECK(result.whole() == 5);
}

TEST_CASE("a stream in which every few bytes seem to begin a long message takes no long time") {
    base::Bytes stream;
    const auto fill = [&](const base::Bytes& one) {
        while (stream.size() < (std::size_t{4} << 20U))
            stream.insert(stream.end(), one.begin(), one.end());
    };
    SECTION("messages that say they are long") {
        auto one = seen::message("CLIENT01", ims_wire::Code::Ebcdic, "PART HELLO");
        one[1] = 0x10;  // a megabyte more
        fill(one);
    }
    SECTION("answers without an end") {
        const auto code = GENERATE(ims_wire::Code::Ascii, ims_wire::Code::Ebcdic);
        ims_wire::Response response;
        response.code = code;
        response.mod_name = "MOD1";
        auto one = ims_wire::encode_response(response, ims_wire::Exit::Sampl0).value();
        one.resize(ims_wire::kRmmLayout.length());
        fill(one);
        stream.insert(stream.end(), {0, 1, 0, 0});
    }
    SECTION("answers cut off, and small ones between") {
        auto one = seen::answer(ims_wire::Csm{}, ims_wire::Code::Ascii, ims_wire::Exit::Sampl0);
        one.insert(one.end(), {0, 0x7F, 0, 0, 0, 8, 0, 0, 'x', 'x', 'x', 'x'});
        fill(one);
    }
    const auto begin = std::chrono::steady_clock::now();
    Decoder decoder({.form = Form::Raw}, [](const Record&) {});
    REQUIRE(decoder.feed(stream).ok());
    REQUIRE(decoder.finish().ok());
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("a stream that lacks LLLL shows no ticket") {
    for (const auto code : {ims_wire::Code::Ascii, ims_wire::Code::Ebcdic})
        for (const auto exit : {ims_wire::Exit::Sampl0, ims_wire::Exit::Sampl1}) {
            auto stream = seen::message("CLIENT01", code, "PART HELLO", exit);
            stream.erase(stream.begin(), stream.begin() + 4);
            const auto answer = seen::answer(ims_wire::Csm{}, code, ims_wire::Exit::Sampl0);
            stream.insert(stream.end(), answer.begin(), answer.end());
            const auto result = seen::decode(stream, {.form = Form::Raw});
            for (const auto& line : result.lines)
                CHECK(line.find("SECRETPW") == std::string::npos);
            for (const auto& one : result.json)
                CHECK(one.dump().find("SECRETPW") == std::string::npos);
            CHECK(result.whole() <= 1);
        }
}
