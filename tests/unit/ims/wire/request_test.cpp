#include "common/ims/wire/request.hpp"

#include <algorithm>

#include "tests/unit/ims/wire/samples.hpp"

using namespace ptkt;
using namespace ptkt::ims_wire;

namespace {

const std::string kTrailer = "00040000";

/// The reason code of a message that must be refused with return code 4.
std::uint32_t reason_of(base::ByteView message) {
    const auto request = decode_request(message);
    REQUIRE_FALSE(request.ok());
    REQUIRE(request.error().codes.has_value());
    CHECK(request.error().codes->return_code == 4);
    CHECK_FALSE(request.error().what.empty());
    return request.error().codes->reason_code;
}

base::Bytes with_u16(base::Bytes message, std::size_t at, std::uint16_t value) {
    put_u16(message, at, value);
    return message;
}

base::Bytes with_total(base::Bytes message, std::uint32_t total) {
    put_u32(message, 0, total);
    return message;
}

base::Bytes with_text(base::Bytes message, std::size_t at, std::string_view text) {
    std::ranges::copy(text, message.begin() + static_cast<std::ptrdiff_t>(at));
    return message;
}

/// An ARCH 5 message with these extensions (hexadecimal) and IRM_F0 X'04'.
base::Bytes with_extensions(const std::string& extensions, std::uint16_t first = 172) {
    const auto length = samples::bytes(extensions).size();
    auto message = samples::ascii_message(5, 172 + length, kTrailer);
    std::ranges::copy(samples::bytes(extensions), message.begin() + 176);
    message[7] = 0x04;
    put_u16(message, 172, first);
    return message;
}

/// `*NETUID*` and `*NETSID*` in EBCDIC.
const std::string kNetuidHex = "5CD5C5E3E4C9C45C";
const std::string kNetsidHex = "5CD5C5E3E2C9C45C";

std::string extension_hex(const std::string& id, std::size_t length) {
    const base::Bytes ll{static_cast<base::Byte>((length + 12) >> 8U),
                         static_cast<base::Byte>(length + 12)};
    return base::to_hex(ll) + "0000" + id + std::string(2 * length, '7');
}

}  // namespace

TEST_CASE("a total length that is not the number of bytes is reason 7") {
    const auto message = samples::ascii_message(0, 80, kTrailer);
    REQUIRE(message.size() == 88);
    REQUIRE(decode_request(message).ok());
    for (const std::uint32_t total : {0U, 3U, 4U, 87U, 89U, 0x7FFFFFFFU, 0xFFFFFFFFU})
        CHECK(reason_of(with_total(message, total)) == 7);
    CHECK(reason_of({}) == 7);
    CHECK(reason_of(base::ByteView(message).first(87)) == 7);
}

TEST_CASE("one byte more in the IRM than the lengths say is refused, however it is cut") {
    auto message = samples::public_frames().at(3);
    message.insert(message.begin() + 100, base::Byte{' '});
    CHECK(reason_of(message) == 7);
    CHECK(reason_of(base::ByteView(message).first(message.size() - 1)) == 48);
}

TEST_CASE("an IRM length below 80 or beyond the message is reason 6") {
    const auto message = samples::ascii_message(0, 96, kTrailer);
    REQUIRE(decode_request(message).ok());
    for (const std::uint16_t length :
         std::initializer_list<std::uint16_t>{0, 3, 4, 79, 97, 100, 0x7FFF, 0xFFFF})
        CHECK(reason_of(with_u16(message, 4, length)) == 6);
}

TEST_CASE("a message for an unknown exit is refused without codes, since no RSM goes out") {
    const auto message = with_text(samples::ascii_message(0, 80, kTrailer), 8, "*IRMREQ*");
    const auto request = decode_request(message);
    REQUIRE_FALSE(request.ok());
    CHECK_FALSE(request.error().codes.has_value());
    CHECK(request.error().offset == 8);
    CHECK(request.error().what ==
          "HWSP1445E unknown exit name in IRM_ID: '*IRMREQ*' (X'2A49524D5245512A'), which is for "
          "HWSIMSO0");
    const auto what = [](std::string_view id) {
        auto other = samples::ascii_message(0, 80, kTrailer);
        std::ranges::copy(id, other.begin() + 8);
        return decode_request(other).error().what;
    };
    CHECK(what("\x5C\xC8\xE6\xE2\xD1\xC1\xE5\x5C")
              .find("'*HWSJAV*' (X'5CC8E6E2D1C1E55C'), which is for "
                    "HWSJAVA0") != std::string::npos);
    CHECK(what("BANKEXIT") ==
          "HWSP1445E unknown exit name in IRM_ID: 'BANKEXIT' (X'42414E4B45584954')");
    CHECK(what("\x1B[2J\r\n\0x").find('\x1B') == std::string::npos);
}

TEST_CASE("segment lengths at their limits are taken or refused with their reason") {
    const auto message = samples::ascii_message(0, 80, "00060000 4142 00050000 43" + kTrailer);
    REQUIRE(decode_request(message).ok());
    for (const std::uint16_t ll : std::initializer_list<std::uint16_t>{0, 1, 2, 3})
        CHECK(reason_of(with_u16(message, 84, ll)) == 5);
    // LL 4 is an empty segment here; what follows is read as the next one.
    CHECK(reason_of(with_u16(message, 84, 4)) == 48);
    for (const std::uint16_t ll : std::initializer_list<std::uint16_t>{16, 0x7FFF, 0x8000, 0xFFFF})
        CHECK(reason_of(with_u16(message, 84, ll)) == 48);
    // LL 15 takes the trailer in, and nothing is left.
    CHECK(reason_of(with_u16(message, 84, 15)) == 44);
    CHECK(reason_of(samples::ascii_message(0, 80, "00040001 00")) == 48);
    CHECK(reason_of(samples::ascii_message(0, 80, "00050000 41 000400")) == 44);
}

TEST_CASE("a refusal says where in the message the trouble is") {
    const auto message = samples::ascii_message(0, 80, "00060000 4142 00030000" + kTrailer);
    const auto request = decode_request(message);
    REQUIRE_FALSE(request.ok());
    CHECK(request.error().offset == 90);
    CHECK(request.error().what == "segment length 3 is below 4");
}

TEST_CASE("a segment length is unsigned: 32,768 and 65,535 are lengths") {
    for (const std::size_t ll : {std::size_t{0x8000}, std::size_t{0xFFFF}}) {
        Request request;
        request.irm.f4 = MessageKind::SendReceive;
        REQUIRE(request.segments.add(base::Bytes(ll - 4, 0xC1)).ok());
        const auto again = decode_request(samples::encoded(request));
        REQUIRE(again.ok());
        CHECK(again->segments.front().data.size() == ll - 4);
    }
}

TEST_CASE("several segments come out in order with their ZZ") {
    const auto message = samples::ascii_message(0, 80, "00060000 4142 00050102 43" + kTrailer);
    const auto request = decode_request(message);
    REQUIRE(request.ok());
    std::vector<std::string> data;
    for (const auto segment : request->segments)
        data.push_back(samples::text(segment.data));
    CHECK(data == std::vector<std::string>{"AB", "C"});
    CHECK((*++request->segments.begin()).zz == 0x0102);
    CHECK(base::to_hex(request->segments.wire()) == "0006000041420005010243");
}

TEST_CASE("a message cut at any byte is refused, whole or with its length made to fit") {
    for (const auto& frame : samples::public_frames()) {
        for (std::size_t length = 0; length < frame.size(); ++length) {
            base::Bytes cut(frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(length));
            CHECK_FALSE(decode_request(cut).ok());
            if (length < 4) continue;
            put_u32(cut, 0, static_cast<std::uint32_t>(length));
            CHECK_FALSE(decode_request(cut).ok());
        }
    }
}

TEST_CASE("a field is there when IRM_ARCH knows it and IRM_LEN reaches its end") {
    struct Case {
        base::Byte arch;
        std::size_t length;
        int fields;  // how many of the optional ones, in their order
    };
    const Case cases[] = {{0, 80, 0},  {0, 87, 0},  {0, 88, 1},  {0, 200, 1}, {1, 80, 0},
                          {1, 88, 1},  {1, 96, 2},  {1, 200, 2}, {2, 96, 2},  {2, 111, 3},
                          {2, 112, 4}, {3, 112, 4}, {3, 120, 5}, {3, 159, 5}, {3, 160, 6},
                          {3, 200, 6}, {4, 167, 6}, {4, 168, 7}, {5, 172, 7}, {9, 300, 7}};
    for (const auto& one : cases) {
        INFO("ARCH " << int{one.arch} << ", IRM_LEN " << one.length);
        const auto request = decode_request(samples::ascii_message(one.arch, one.length, kTrailer));
        REQUIRE(request.ok());
        const Irm& irm = request->irm;
        CHECK(irm.appl_name.has_value() == (one.fields >= 1));
        CHECK(irm.reroute.has_value() == (one.fields >= 2));
        CHECK(irm.tag_adapt.has_value() == (one.fields >= 3));
        CHECK(irm.tag_map.has_value() == (one.fields >= 4));
        CHECK(irm.modname.has_value() == (one.fields >= 5));
        CHECK(irm.correlation_token.has_value() == (one.fields >= 6));
        CHECK(irm.session_token.has_value() == (one.fields >= 7));
    }
}

TEST_CASE("the fields of every level stand at their offsets") {
    auto message = samples::ascii_message(4, 168, kTrailer);
    for (const auto& [at, text] : {std::pair<std::size_t, std::string>{84, "APPL0001"},
                                   {92, "REROUT01"},
                                   {100, "ADAPTER1"},
                                   {108, "MAPNAME1"},
                                   {116, "MODNAME1"}})
        message = with_text(std::move(message), at, text);
    for (std::size_t i = 0; i < 48; ++i)
        message[124 + i] = static_cast<base::Byte>(i + 1);
    const auto request = decode_request(message);
    REQUIRE(request.ok());
    const Irm& irm = request->irm;
    CHECK(irm.appl_name == "APPL0001");
    CHECK(irm.reroute == "REROUT01");
    CHECK(irm.tag_adapt == "ADAPTER1");
    CHECK(irm.tag_map == "MAPNAME1");
    CHECK(irm.modname == "MODNAME1");
    CHECK(irm.correlation_token.value().front() == 1);
    CHECK(irm.correlation_token.value().back() == 40);
    CHECK(irm.session_token.value().front() == 41);
    CHECK(irm.session_token.value().back() == 48);
    CHECK(samples::encoded(*request) == message);
}

TEST_CASE("texts lose blanks or X'00' at their end, the password keeps its case") {
    auto message = samples::ascii_message(0, 88, kTrailer);
    message = with_text(std::move(message), 60, std::string_view("USER1\0\0\0", 8));
    message = with_text(std::move(message), 68, std::string_view("\0\0\0\0\0\0\0\0", 8));
    message = with_text(std::move(message), 76, "aB3dEf7h");
    const auto request = decode_request(message);
    REQUIRE(request.ok());
    CHECK(request->irm.userid == "USER1");
    CHECK(request->irm.group.empty());
    CHECK(samples::password(request->irm) == "aB3dEf7h");
    CHECK(request->irm.appl_name == "");
}

TEST_CASE("an EBCDIC password in mixed case keeps it both ways") {
    Request request;
    request.irm.password = base::Secret(base::as_bytes("aB3dEf7h"));
    const auto message = samples::encoded(request);
    CHECK(base::to_hex(base::ByteView(message).subspan(76, 8)) == "81C2F384C586F788");
    CHECK(samples::password(decode_request(message)->irm) == "aB3dEf7h");
}

TEST_CASE("IRM_F4 is known by its letter in either code under either header") {
    struct Letter {
        base::Byte ebcdic, ascii;
        MessageKind kind;
    };
    const Letter letters[] = {{0x40, 0x20, MessageKind::SendReceive},
                              {0xC1, 0x41, MessageKind::Ack},
                              {0xC3, 0x43, MessageKind::CancelTimer},
                              {0xC4, 0x44, MessageKind::Deallocate},
                              {0xD1, 0x4A, MessageKind::SendOnlyError},
                              {0xD2, 0x4B, MessageKind::SendOnlyAck},
                              {0xD3, 0x4C, MessageKind::CalloutResponseAck},
                              {0xD4, 0x4D, MessageKind::CalloutResponse},
                              {0xD5, 0x4E, MessageKind::Nak},
                              {0xD9, 0x52, MessageKind::ResumeTpipe},
                              {0xE2, 0x53, MessageKind::SendOnly}};
    int known = 0;
    for (int byte = 0; byte < 256; ++byte)
        known += message_kind(static_cast<base::Byte>(byte)).has_value() ? 1 : 0;
    CHECK(known == 2 * 11 + 1);
    for (const auto& letter : letters) {
        CHECK(message_kind(letter.ebcdic) == letter.kind);
        CHECK(message_kind(letter.ascii) == letter.kind);
        CHECK(letter_of(letter.kind, Code::Ebcdic) == letter.ebcdic);
        CHECK(letter_of(letter.kind, Code::Ascii) == letter.ascii);
    }
    auto message = samples::ascii_message(0, 80, kTrailer);
    message[35] = 'X';
    CHECK(reason_of(message) == 9);
}

TEST_CASE("extensions are read, known or not, and written back") {
    const std::string two = "000E0000" + kNetuidHex + "C1C2" + "000C0000" + "5CC1C2C3C4C5C65C";
    const auto message = with_extensions(two);
    const auto request = decode_request(message);
    REQUIRE(request.ok());
    const auto& extensions = request->irm.extensions;
    REQUIRE(extensions.size() == 2);
    CHECK(has_id(extensions[0], kNetuidId));
    CHECK(base::to_hex(extensions[0].data) == "C1C2");
    CHECK(has_id(extensions[1], "*ABCDEF*"));
    CHECK(make_extension("*ABCDEF*", {}) == extensions[1]);
    CHECK(samples::encoded(*request).size() == message.size());
    CHECK(decode_request(samples::encoded(*request))->irm.extensions == extensions);
}

TEST_CASE("the flag for extensions says nothing below ARCH 5") {
    auto message = with_extensions("000C0000" + kNetuidHex);
    message[6] = 4;
    const auto request = decode_request(message);
    REQUIRE(request.ok());
    CHECK(request->irm.extensions.empty());
}

TEST_CASE("bad extensions are refused with their documented reasons") {
    const std::string good = "000C0000" + kNetuidHex;
    CHECK(reason_of(with_extensions(good, 0)) == 114);
    for (const std::uint16_t first :
         std::initializer_list<std::uint16_t>{1, 171, 173, 184, 0x7FFF, 0xFFFF})
        CHECK(reason_of(with_extensions(good, first)) == 113);
    for (const std::string ll : {"0000", "0003", "000B", "000D", "7FFF", "FFFF"})
        CHECK(reason_of(with_extensions(ll + "0000" + kNetuidHex)) == 113);
    CHECK(reason_of(with_extensions(good + "00")) == 113);
    auto short_irm = samples::ascii_message(5, 168, kTrailer);
    short_irm[7] = 0x04;
    CHECK(reason_of(short_irm) == 113);
}

TEST_CASE("network ids at their longest are taken, one byte more is refused") {
    CHECK(decode_request(with_extensions(extension_hex(kNetuidHex, 246))).ok());
    CHECK(reason_of(with_extensions(extension_hex(kNetuidHex, 247))) == 117);
    CHECK(decode_request(with_extensions(extension_hex(kNetsidHex, 254))).ok());
    CHECK(reason_of(with_extensions(extension_hex(kNetsidHex, 255))) == 118);
}

TEST_CASE("what does not fit the wire cannot be written") {
    const auto refused = [](auto change) {
        Request request;
        change(request);
        const auto written = encode_request(request);
        return written.ok() ? std::string("written") : written.error().what;
    };
    CHECK(refused([](Request& r) { r.irm.userid = "USER00001"; }) ==
          "user id is longer than 8 characters");
    CHECK(refused([](Request& r) { r.irm.lterm = "\xE2\x82\xAC"; }) ==
          "LTERM name: character at byte 0 has no place in cp037");
    CHECK(refused([](Request& r) { r.irm.password = base::Secret(base::as_bytes("SECRET123")); }) ==
          "password is longer than 8 characters");
    CHECK(refused([](Request& r) { r.irm.reroute = "HWSRRT"; }) == "reroute name needs IRM_ARCH 1");
    CHECK(refused([](Request& r) { r.irm.session_token.emplace(); }) ==
          "session token needs IRM_ARCH 4");
    CHECK(refused([](Request& r) { r.irm.correlation_token.emplace(); }) ==
          "correlation token needs IRM_ARCH 3");
    CHECK(refused([](Request& r) { r.irm.extensions.emplace_back(); }) ==
          "extensions need IRM_ARCH 5");
    CHECK(refused([](Request& r) {
              r.segments = Segments::from_wire(samples::bytes("00040000")).value();
          }) == "a segment must have at least one byte");
    CHECK(refused([](Request& r) { r.segments = {}; }) == "written");
}

TEST_CASE("segments take no empty data, no data over 65,531 bytes and no broken row") {
    Segments segments;
    CHECK_FALSE(segments.add({}).ok());
    CHECK_FALSE(segments.add(base::Bytes(65'532)).ok());
    CHECK(segments.add(base::Bytes(65'531)).ok());
    for (const char* broken : {"00", "000400", "00030000", "00060000 41", "00050000 41 00"})
        CHECK_FALSE(Segments::from_wire(samples::bytes(broken)).has_value());
    CHECK(Segments::from_wire({}).value().empty());
}

TEST_CASE("segments without data are passed over, and the trailer is the last of them") {
    const auto request = decode_request(samples::ascii_message(
        0, 80, "00040000 00060001 4142 00040000 00050000 43 00040000" + std::string(kTrailer)));
    REQUIRE(request.ok());
    CHECK(base::to_hex(request->segments.wire()) == "0006000141420005000043");
    CHECK(request->segments.size() == 2);
    const auto none = decode_request(samples::ascii_message(0, 80, "00040000" + kTrailer));
    REQUIRE(none.ok());
    CHECK(none->segments.empty());
}
