#include "common/ims/wire/response.hpp"

#include "common/ims/wire/ping.hpp"
#include "common/ims/wire/response_reader.hpp"
#include "tests/unit/ims/wire/samples.hpp"

using namespace ptkt;
using namespace ptkt::ims_wire;

namespace {

/// A security failure from HWSSMPL1 for an ASCII client.
const std::string kSecurityFailure = "00000018 0014 00 08 2A5245515354532A 00000008 00000028";
/// A good answer with the text HELLO, an ACK wanted.
const std::string kGoodAnswer = "00000019 0009 0000 48454C4C4F 000C 20 00 2A43534D4F4B592A";

Response full_answer(Code code) {
    Response response;
    response.code = code;
    response.mod_name = "DFSDSPO1";
    response.client_id = "HWSAB12";
    const auto text = to_wire("HELLO", code);
    REQUIRE(response.segments.add(*text).ok());
    REQUIRE(response.segments.add(*text).ok());
    response.status = Csm{status_flag::kAckRequired, protocol_level::kBase};
    return response;
}

std::string refusal_of(const std::string& hex, Exit exit) {
    const auto response = decode_response(samples::bytes(hex), exit);
    return response.ok() ? "taken" : response.error().what;
}

std::vector<Response> answers(ResponseReader& reader, base::ByteView stream, std::size_t chunk) {
    std::vector<Response> all;
    for (std::size_t at = 0; at < stream.size(); at += chunk) {
        reader.feed(stream.subspan(at, std::min(chunk, stream.size() - at)));
        for (;;) {
            auto next = reader.next();
            REQUIRE(next.ok());
            if (!*next) break;
            all.push_back(**std::move(next));
        }
    }
    return all;
}

}  // namespace

TEST_CASE("the worked security failure is read and written") {
    const auto response = decode_response(samples::bytes(kSecurityFailure), Exit::Sampl1);
    REQUIRE(response.ok());
    CHECK(response->code == Code::Ascii);
    CHECK(response->segments.empty());
    CHECK(std::get<Rsm>(response->status) == Rsm{0, 8, 8, 40});
    CHECK(encode_response(*response, Exit::Sampl1).value() == samples::bytes(kSecurityFailure));
}

TEST_CASE("the worked good answer is read and written") {
    const auto response = decode_response(samples::bytes(kGoodAnswer), Exit::Sampl1);
    REQUIRE(response.ok());
    CHECK(response->code == Code::Ascii);
    REQUIRE(response->segments.size() == 1);
    CHECK(samples::text(response->segments.front().data) == "HELLO");
    CHECK(std::get<Csm>(response->status) == Csm{0x20, 0x00});
    CHECK(encode_response(*response, Exit::Sampl1).value() == samples::bytes(kGoodAnswer));
}

TEST_CASE("HWSSMPL0 answers without LLLL, in EBCDIC for an EBCDIC client") {
    Response response;
    response.status = Csm{status_flag::kLevelMeaningful, protocol_level::kRacfCodes};
    CHECK(base::to_hex(*encode_response(response, Exit::Sampl0)) == "000C10035CC3E2D4D6D2E85C");
    CHECK(base::to_hex(*encode_response(response, Exit::Sampl1)) ==
          "00000010000C10035CC3E2D4D6D2E85C");
    response.status = Rsm{0, 0, 4, 7};
    CHECK(base::to_hex(*encode_response(response, Exit::Sampl0)) ==
          "001400005CD9C5D8E2E3E25C0000000400000007");
}

TEST_CASE("MOD name and client id come first, each in 20 bytes") {
    const auto message = encode_response(full_answer(Code::Ascii), Exit::Sampl0);
    REQUIRE(message.ok());
    CHECK(base::to_hex(base::ByteView(*message).first(40)) ==
          "001400002A5245514D4F442A4446534453504F31"
          "001400002A47454E4349442A4857534142313220");
    CHECK(decode_response(*message, Exit::Sampl0).value() == full_answer(Code::Ascii));
}

TEST_CASE("every answer goes to bytes and back, for both exits and in both codes") {
    for (const Exit exit : {Exit::Sampl0, Exit::Sampl1}) {
        for (const Code code : {Code::Ascii, Code::Ebcdic}) {
            const auto message = encode_response(full_answer(code), exit);
            REQUIRE(message.ok());
            CHECK(decode_response(*message, exit).value() == full_answer(code));
        }
    }
}

TEST_CASE("an answer cut at any byte is refused, and no cut makes the reader fail") {
    for (const Exit exit : {Exit::Sampl0, Exit::Sampl1}) {
        const auto message = encode_response(full_answer(Code::Ebcdic), exit).value();
        for (std::size_t length = 0; length < message.size(); ++length) {
            const auto cut = base::ByteView(message).first(length);
            CHECK_FALSE(decode_response(cut, exit).ok());
            ResponseReader reader(exit);
            reader.feed(cut);
            const auto next = reader.next();
            REQUIRE(next.ok());
            CHECK_FALSE(next->has_value());
            CHECK(reader.pending() == length);
        }
    }
}

TEST_CASE("answers in a stream of any chunk size come out one by one") {
    Response refusal;
    refusal.code = Code::Ebcdic;
    refusal.status = Rsm{0, 0x34, 8, 40};
    const std::vector<Response> expected{full_answer(Code::Ebcdic), refusal,
                                         full_answer(Code::Ascii), ping_answer(Code::Ebcdic)};
    for (const Exit exit : {Exit::Sampl0, Exit::Sampl1}) {
        base::Bytes stream;
        for (const auto& response : expected) {
            const auto message = encode_response(response, exit).value();
            stream.insert(stream.end(), message.begin(), message.end());
        }
        for (std::size_t chunk = 1; chunk <= stream.size(); ++chunk) {
            ResponseReader reader(exit);
            CHECK(answers(reader, stream, chunk) == expected);
        }
    }
}

TEST_CASE("an answer that breaks the order or the lengths is refused in words") {
    const std::string csm = "000C 20 00 2A43534D4F4B592A";
    const std::string rsm = "0014 00 08 2A5245515354532A 00000008 00000028";
    const std::string rmm = "0014 0000 2A5245514D4F442A 44465344 53504F31";
    const std::string cid = "0014 0000 2A47454E4349442A 44465344 53504F31";
    const std::string data = "0005 0000 41";
    const Exit plain = Exit::Sampl0;
    CHECK(refusal_of(rmm + cid + data + csm, plain) == "taken");
    CHECK(refusal_of(cid + csm, plain) == "taken");
    CHECK(refusal_of(data + rsm, plain) == "answer: *REQSTS* is not alone");
    CHECK(refusal_of(cid + rmm + csm, plain) == "answer: *REQMOD* out of order at byte 20");
    CHECK(refusal_of(data + cid + csm, plain) == "answer: *GENCID* out of order at byte 5");
    CHECK(refusal_of(rmm + rmm + csm, plain) == "answer: *REQMOD* out of order at byte 20");
    CHECK(refusal_of(csm + "00", plain) == "answer: 1 bytes after its status");
    CHECK(refusal_of(data, plain) == "answer: cut off at byte 5");
    CHECK(refusal_of("0003 0000", plain) == "answer: segment length 3 at byte 0 is below 4");
    CHECK(refusal_of("0000", plain) == "answer: segment length 0 at byte 0 is below 4");
    CHECK(refusal_of("00000011" + csm, Exit::Sampl1) ==
          "answer: total length 17 in a message of 16 bytes");
    CHECK(refusal_of("0000", Exit::Sampl1) == "answer of 2 bytes has no total length");
}

TEST_CASE("lengths at their limits stop the reader at once") {
    const auto error_of = [](const std::string& hex, Exit exit) {
        ResponseReader reader(exit, 1000);
        reader.feed(samples::bytes(hex));
        const auto next = reader.next();
        return next.ok() ? std::string(next->has_value() ? "answer" : "more") : next.error().what;
    };
    CHECK(error_of("00000000", Exit::Sampl1) == "answer: total length 0 is below 16");
    CHECK(error_of("00000003", Exit::Sampl1) == "answer: total length 3 is below 16");
    CHECK(error_of("00000004", Exit::Sampl1) == "answer: total length 4 is below 16");
    CHECK(error_of("7FFFFFFF", Exit::Sampl1) == "answer: total length 2147483647 is above 1000");
    CHECK(error_of("FFFFFFFF", Exit::Sampl1) == "answer: total length X'FFFFFFFF' is negative");
    CHECK(error_of("0003", Exit::Sampl0) == "answer: segment length 3 at byte 0 is below 4");
    CHECK(error_of("0004 0000", Exit::Sampl0) == "more");
    CHECK(error_of("FFFF 0000", Exit::Sampl0) == "more");
    const std::string segment = "0200 0000" + std::string(2 * 0x1FC, '4');
    CHECK(error_of(segment, Exit::Sampl0) == "more");
    CHECK(error_of(segment + segment, Exit::Sampl0) == "answer is longer than 1000 bytes");
}

TEST_CASE("what a client would misread cannot be written") {
    Response response;
    REQUIRE(response.segments.add(*to_wire("*CSMOKY*", Code::Ascii)).ok());
    CHECK(encode_response(response, Exit::Sampl1).error().what ==
          "answer: a data segment looks like a status structure");
    response = full_answer(Code::Ascii);
    response.status = Rsm{};
    CHECK_FALSE(encode_response(response, Exit::Sampl1).ok());
    response = full_answer(Code::Ascii);
    response.mod_name = "DFSDSPO12";
    CHECK(encode_response(response, Exit::Sampl1).error().what ==
          "*REQMOD*: name is longer than 8 characters");
    response = full_answer(Code::Ebcdic);
    response.client_id = "\xE2\x82\xAC";
    CHECK_FALSE(encode_response(response, Exit::Sampl1).ok());
}

TEST_CASE("data that begins like a structure but has another length is data") {
    const auto data = to_wire("*CSMOKY* is what it says", Code::Ascii);
    Response response;
    response.code = Code::Ascii;
    REQUIRE(response.segments.add(*data).ok());
    const auto message = encode_response(response, Exit::Sampl0);
    REQUIRE(message.ok());
    CHECK(decode_response(*message, Exit::Sampl0).value() == response);
}

TEST_CASE("a ping is known and answered with its text and a CSM") {
    auto message =
        samples::ascii_message(0, 80, "0014 0000 50494E4720494D535F434F4E4E454354 00040000");
    auto request = decode_request(message);
    REQUIRE(request.ok());
    CHECK(is_ping(*request));
    request->irm.f4 = MessageKind::SendOnly;
    CHECK_FALSE(is_ping(*request));
    message[88] = 'p';
    CHECK_FALSE(is_ping(*decode_request(message)));

    const auto answer = encode_response(ping_answer(Code::Ascii), Exit::Sampl1);
    REQUIRE(answer.ok());
    CHECK(base::to_hex(*answer) ==
          "0000002D001D0100"
          "485753433030333049202A50494E4720524553504F4E53452A"
          "000C10032A43534D4F4B592A");
}
