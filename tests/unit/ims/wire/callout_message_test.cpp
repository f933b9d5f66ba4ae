#include "common/ims/wire/callout_message.hpp"

#include <numeric>

#include "common/ims/wire/big_endian.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_wire;

namespace {

Response request_of(std::size_t length, Code code) {
    Response response;
    response.code = code;
    response.callout.emplace();
    std::iota(response.callout->token.begin(), response.callout->token.end(), base::Byte{1});
    response.callout->data.assign(length, 'x');
    return response;
}

}  // namespace

TEST_CASE("a callout request comes back as it was written, in both codes and at any length") {
    for (const Code code : {Code::Ascii, Code::Ebcdic})
        for (const std::size_t length : {0UL, 1UL, 12UL, 65'532UL, 70'000UL, 1'000'000UL}) {
            Response request = request_of(length, code);
            if (length % 2 == 0) request.mod_name = "MODONE";
            const auto bytes = encode_response(request, Exit::Sampl1);
            REQUIRE(bytes.ok());
            CHECK(u32_at(*bytes, 0) == bytes->size());
            CHECK(decode_response(*bytes, Exit::Sampl1).value() == request);
        }
}

TEST_CASE("a callout request that is cut short, or has more than its data, is none") {
    const auto bytes = encode_response(request_of(40, Code::Ebcdic), Exit::Sampl1).value();
    for (std::size_t length = 60; length < bytes.size(); ++length) {
        base::Bytes cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
        put_u32(cut, 0, static_cast<std::uint32_t>(length));
        CHECK_FALSE(decode_response(cut, Exit::Sampl1).ok());
    }
    Response both = request_of(1, Code::Ascii);
    REQUIRE(both.segments.add(base::as_bytes("y")).ok());
    CHECK_FALSE(encode_response(both, Exit::Sampl1).ok());
    CHECK_FALSE(encode_response(request_of(1, Code::Ascii), Exit::Sampl0).ok());
}

TEST_CASE("the response has the token at its place, and data with a length of four bytes") {
    ClientMessage message;
    message.kind = MessageKind::CalloutResponseAck;
    message.client_id = "CLIENT01";
    message.token = request_of(0, Code::Ebcdic).callout->token;
    const auto bytes = encode_callout_response(std::move(message), base::as_bytes("answer"));
    REQUIRE(bytes.ok());
    const auto view = bytes->view();
    const std::size_t irm_end = 4U + u16_at(view, 4);
    CHECK(u32_at(view, 0) == view.size());
    CHECK(irm_end == 164);
    CHECK(view[6] == arch::kCallout);
    CHECK(view[124] == 1);
    CHECK(view[163] == 40);
    CHECK(u32_at(view, irm_end) == 10);
    CHECK(base::as_text(view.subspan(irm_end + 4, 6)) == "answer");
    CHECK(u32_at(view, irm_end + 10) == 0x00040000);
}

TEST_CASE("RESUME TPIPE for callouts has the level that they need") {
    ClientMessage message;
    message.kind = MessageKind::ResumeTpipe;
    message.f0 = f0::kSynOnly;
    const auto request = client_request(std::move(message), {});
    REQUIRE(request.ok());
    CHECK(request->irm.arch == arch::kCallout);
    CHECK(irm_length(request->irm) == 120);
}
