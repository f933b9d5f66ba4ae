#include "common/ims/msc/frame.hpp"

#include "common/base/text/hex.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_msc;
using ims_wire::Code;

namespace {

LinkControl control(Verb verb = Verb::Start) {
    return {verb, 7, 3, "MSC12", "MSC21", {"IMS1"}, "IMS2"};
}

LinkFrame frame(Verb verb) {
    LinkFrame made;
    made.control = control(verb);
    made.token = {1, 2, 3, 4, 5, 6, 7, 8};
    made.client_id = "MSC0000A";
    made.userid = "ICONUSR1";
    made.appl_name = "ICON2APL";
    made.ticket = base::Secret(base::as_bytes("ABCD1234"));
    made.trancode = "PART";
    return made;
}

}  // namespace

TEST_CASE("control data has the layout that the man page gives") {
    CHECK(base::to_hex(encode_control(control()).value()) ==
          "01010000"
          "0000000000000007"
          "0000000000000003"
          "D4E2C3F1F2404040"
          "D4E2C3F2F1404040"
          "C9D4E2F140404040"
          "4040404040404040"
          "C9D4E2F240404040");
}

TEST_CASE("control data reads back as it was written") {
    auto one = control(GENERATE(Verb::Start, Verb::Return, Verb::Message, Verb::Stop));
    CHECK(decode_control(encode_control(one).value()).value() == one);
    one.lclims.emplace_back("IMS1X");
    CHECK(decode_control(encode_control(one).value()).value() == one);
}

TEST_CASE("control data that is not ours is refused byte by byte") {
    const auto good = encode_control(control()).value();
    const auto with = [&](std::size_t at, base::Byte value) {
        auto bytes = good;
        bytes[at] = value;
        return decode_control(bytes).ok();
    };
    CHECK_FALSE(with(0, 2));      // another version
    CHECK_FALSE(with(1, 0));      // no verb
    CHECK_FALSE(with(1, 6));      // nor this
    CHECK_FALSE(with(2, 1));      // reserved
    CHECK_FALSE(with(20, 0x81));  // a lower-case letter in LCLPLKID
    CHECK_FALSE(with(36, 0x40));  // a blank before the name
    CHECK(with(4, 0xFF));         // any number will do
    for (std::size_t length = 0; length < good.size(); ++length)
        CHECK_FALSE(decode_control(base::ByteView(good).first(length)).ok());
    auto longer = good;
    longer.push_back(0);
    CHECK_FALSE(decode_control(longer).ok());
}

TEST_CASE("names that no statement can have are not written") {
    auto bad = control();
    SECTION("empty") {
        bad.rmtims.clear();
    }
    SECTION("long") {
        bad.lclplkid = "NINECHARS";
    }
    SECTION("lower case") {
        bad.rmtplkid = "msc21";
    }
    SECTION("no LCLIMS") {
        bad.lclims.clear();
    }
    SECTION("three") {
        bad.lclims = {"A", "B", "C"};
    }
    CHECK(encode_control(bad).error().kind == base::ErrorKind::Malformed);
}

TEST_CASE("the security data of a link stands where the client protocol has it") {
    const auto code = GENERATE(Code::Ebcdic, Code::Ascii);
    const auto bytes = encode_frame(frame(Verb::Start), {}, code).value();
    const auto request = ims_wire::decode_request(bytes.view()).value();
    CHECK(request.irm.f4 == ims_wire::MessageKind::SendOnlyAck);
    CHECK(request.irm.userid == "ICONUSR1");
    CHECK(request.irm.appl_name == "ICON2APL");
    CHECK(base::as_text(request.irm.password.view()) == "ABCD1234");
    CHECK(request.irm.datastore == "IMS2");
    CHECK(request.segments.empty());
    CHECK(link_control(request).value() == control());
    CHECK(token_of(request) == Token{1, 2, 3, 4, 5, 6, 7, 8});
}

TEST_CASE("a message of a link carries its segments, and nothing else does") {
    const auto data = ims_wire::to_wire("HELLO", Code::Ebcdic).value();
    const auto bytes = encode_frame(frame(Verb::Message), {data, data}, Code::Ebcdic).value();
    const auto request = ims_wire::decode_request(bytes.view()).value();
    CHECK(request.segments.size() == 2);
    CHECK(link_control(request).value() == control(Verb::Message));
    CHECK_FALSE(encode_frame(frame(Verb::Message), {}, Code::Ebcdic).ok());
    CHECK_FALSE(encode_frame(frame(Verb::Stop), {data}, Code::Ebcdic).ok());
}

TEST_CASE("an ordinary message says nothing about a link, a damaged one is refused") {
    auto request =
        ims_wire::decode_request(encode_frame(frame(Verb::Start), {}, Code::Ebcdic).value().view())
            .value();
    SECTION("no extension of ours") {
        request.irm.extensions.clear();
        CHECK_FALSE(link_control(request).value().has_value());
    }
    SECTION("control data cut off") {
        request.irm.extensions.front().data.pop_back();
        CHECK(link_control(request).error().codes == ims_wire::RsmCodes{4, 9});
    }
    SECTION("no token") {
        request.irm.session_token.reset();
        CHECK(link_control(request).error().codes == ims_wire::RsmCodes{4, 9});
    }
    SECTION("an answer sent as a message") {
        request.irm.extensions.front().data[1] = 5;
        CHECK(link_control(request).error().codes == ims_wire::RsmCodes{4, 9});
    }
}

TEST_CASE("the answer to a start carries the number of the last message") {
    const auto code = GENERATE(Code::Ebcdic, Code::Ascii);
    const auto response = accepted(control(Verb::Accepted), code).value();
    const auto bytes = encode_response(response, ims_wire::Exit::Sampl1).value();
    const auto read = decode_response(bytes, ims_wire::Exit::Sampl1).value();
    CHECK(accepted_control(read).value() == control(Verb::Accepted));
    CHECK_FALSE(accepted_control(ims_wire::Response{}).ok());
    CHECK_FALSE(accepted_control(accepted(control(Verb::Start), code).value()).ok());
}
