#include "common/ims/wire/send_only.hpp"

#include "common/ims/wire/checks.hpp"
#include "common/ims/wire/data_code.hpp"
#include "tests/unit/ims/wire/samples.hpp"

using namespace ptkt;
using namespace ptkt::ims_wire;

namespace {

SendOnly message() {
    SendOnly out;
    out.client_id = generated_client_id("OTM", 0x924FA);
    out.trancode = "IVTNO";
    out.datastore = "IMS1";
    out.userid = "USER01";
    out.ticket = base::Secret(base::as_bytes("aBcD1234"));
    out.appl_name = "APPLI2I";
    return out;
}

}  // namespace

TEST_CASE("our sender's message stands on the wire as the reference lays it out") {
    const auto text = *to_wire("DISPLAY LAST1", Code::Ebcdic);
    const auto request = send_only_request(message(), {text});
    REQUIRE(request.ok());
    CHECK(base::to_hex(samples::encoded(*request)) ==
          "00000081"
          "0060"
          "01"
          "00"
          "5CE2C1D4D7D3F15C"
          "0000"
          "0000"
          "40"
          "00"
          "10"
          "00"
          "D6E3D4F9F2F4C6C1"
          "00"
          "40"
          "01"
          "D2"
          "C9E5E3D5D6404040"
          "C9D4E2F140404040"
          "4040404040404040"
          "E4E2C5D9F0F14040"
          "4040404040404040"
          "81C283C4F1F2F3F4"
          "C1D7D7D3C9F2C940"
          "4040404040404040"
          "0019"
          "0000"
          "C9E5E3D5D6404040"
          "C4C9E2D7D3C1E840D3C1E2E3F1"
          "00040000");
    CHECK_FALSE(find_contradiction(*request).has_value());
}

TEST_CASE("our sender's message is read back as it was meant") {
    auto meant = message();
    meant.code = Code::Ascii;
    meant.lterm = "LTERM1";
    meant.timer = 0x28;
    const auto sent =
        send_only_request(std::move(meant), {base::as_bytes("A"), base::as_bytes("B")});
    const auto got = decode_request(samples::encoded(sent.value()));
    REQUIRE(got.ok());
    CHECK(got->dialect() == Dialect{Exit::Sampl1, Code::Ascii});
    CHECK(got->irm.f4 == MessageKind::SendOnlyAck);
    CHECK(got->irm.f5 == 0);
    CHECK(got->irm.timer == 0x28);
    CHECK(got->irm.lterm == "LTERM1");
    CHECK(got->irm.appl_name == "APPLI2I");
    CHECK(samples::password(got->irm) == "aBcD1234");
    REQUIRE(got->segments.size() == 2);
    CHECK(samples::text(got->segments.front().data) == "IVTNO   A");
}

TEST_CASE("without a transaction code the data goes out as it is") {
    auto meant = message();
    meant.trancode.clear();
    const auto text = *to_wire("IVTNO DISPLAY", Code::Ebcdic);
    const auto request = send_only_request(std::move(meant), {text});
    REQUIRE(request.ok());
    CHECK(to_text(request->segments.front().data, Code::Ebcdic) == "IVTNO DISPLAY");
    CHECK(transaction_of(*request).code == "IVTNO");
}

TEST_CASE("a message without data or with too long a segment is not made") {
    const base::Bytes longest(0x7FFF - 4 - 8, 0x40);
    CHECK(send_only_request(message(), {longest}).ok());
    const base::Bytes longer(0x7FFF - 4 - 8 + 1, 0x40);
    CHECK(send_only_request(message(), {longer}).error().what ==
          "segment of 32764 bytes is longer than 32763");
    CHECK_FALSE(send_only_request(message(), {}).ok());
    CHECK_FALSE(send_only_request(message(), {longest, {}}).ok());
    auto long_code = message();
    long_code.trancode = "IVTNO6789";
    CHECK_FALSE(send_only_request(std::move(long_code), {longest}).ok());
}

TEST_CASE("client ids of our own look like those that IMS Connect shows") {
    CHECK(generated_client_id("OTM", 0x924FA) == "OTM924FA");
    CHECK(generated_client_id("MSC", 0xBB435) == "MSCBB435");
    CHECK(generated_client_id("OTM", 0) == "OTM00000");
    CHECK(generated_client_id("OTM", 0xFFFFFFFF) == "OTMFFFFF");
}

TEST_CASE("client ids follow IMS Connect's rules") {
    const std::uint16_t ports[] = {9999, 15003};
    for (const char* good : {"A", "CLNT01", "@#$ABC12", "12345678", "9998", "AHWS", "HW", ""})
        CHECK(check_client_id(good, ports).ok());
    for (const char* bad :
         {"HWS", "HWSCL01", "9999", "15003", "clnt01", "A B", "A_B", "ABCDEFGHI", "\xC3\x84"})
        CHECK_FALSE(check_client_id(bad, ports).ok());
    CHECK(check_client_id("9999").ok());
    CHECK(check_client_id("a\x1b").error().what ==
          "client id 'a\\x1B' has characters other than A-Z, 0-9, @, # and $");
    CHECK(check_name("user id", "").error().what == "user id is missing");
}

TEST_CASE("contradictions in a message are found with their codes") {
    const auto reason_of = [](auto change) {
        auto request = send_only_request(message(), {base::as_bytes("A")}).value();
        change(request);
        const auto found = find_contradiction(request);
        return found ? found->codes->reason_code : 0;
    };
    CHECK(reason_of([](Request&) {}) == 0);
    CHECK(reason_of([](Request& r) { r.irm.f2 = f2::kCm1; }) == 9);
    CHECK(reason_of([](Request& r) { r.segments = {}; }) == 12);
    CHECK(reason_of([](Request& r) { r.irm.f4 = MessageKind::Ack; }) == 9);
    const auto resume = [](Request& r) {
        r.irm.f4 = MessageKind::ResumeTpipe;
        r.segments = {};
    };
    CHECK(reason_of(resume) == 0);
    CHECK(reason_of([&](Request& r) {
              resume(r);
              r.irm.f2 = f2::kCm1;
          }) == 93);
    CHECK(reason_of([&](Request& r) {
              resume(r);
              r.irm.f0 = f0::kSynAsyn;
          }) == 9);
    CHECK(reason_of([&](Request& r) {
              resume(r);
              r.irm.f0 = f0::kSynAsyn;
              r.irm.arch = arch::kCallout;
          }) == 0);
}
