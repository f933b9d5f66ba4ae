// Messages as public clients send them, and the trace in the IBM Redbook SG24-6794: the expected
// values are read from the bytes and from what the clients are known to set.
#include <algorithm>

#include "common/ims/wire/data_code.hpp"
#include "common/ims/wire/framer.hpp"
#include "common/ims/wire/timer.hpp"
#include "tests/unit/ims/wire/samples.hpp"

using namespace ptkt;
using namespace ptkt::ims_wire;

namespace {

struct Expected {
    Exit exit;
    Code code;
    base::Byte arch, f5, timer, f1, f2, f3;
    MessageKind kind;
    std::string client_id, trancode, lterm, data;
};

const std::vector<Expected> kExpected = {
    {Exit::Sampl0, Code::Ascii, 0, 0x00, 0x2C, 0x00, 0x20, 0x01, MessageKind::SendReceive, "JCLNT",
     "IVTNO", "", "IVTNO   DISPLAY LAST1"},
    {Exit::Sampl0, Code::Ebcdic, 0, 0x40, 0x2C, 0x00, 0x20, 0x01, MessageKind::SendReceive, "JCLNT",
     "IVTNO", "", "IVTNO   DISPLAY LAST1"},
    {Exit::Sampl0, Code::Ascii, 0, 0x00, 0x2C, 0x00, 0x20, 0x01, MessageKind::Ack, "JCLNT", "IVTNO",
     "", ""},
    {Exit::Sampl1, Code::Ascii, 1, 0x00, 0x2C, 0x01, 0x40, 0x01, MessageKind::SendReceive, "CLNT01",
     "IVTNO", "INJECTOR", "IVTNO DISPLAY LAST1"},
    {Exit::Sampl1, Code::Ascii, 1, 0x00, 0xE9, 0x03, 0x40, 0x01, MessageKind::Ack, "CLNT01", "",
     "INJECTOR", ""},
    {Exit::Sampl1, Code::Ebcdic, 0, 0x40, 0xE9, 0x60, 0x20, 0x81, MessageKind::Ack, "GOCLNT",
     "IVTNO", "", ""},
};

void check_header(const Request& request, const Expected& expected) {
    const Irm& irm = request.irm;
    CHECK(request.exit == expected.exit);
    CHECK(request.code == expected.code);
    CHECK(irm.arch == expected.arch);
    CHECK(irm.f0 == 0);
    CHECK(irm.nak_reason == 0);
    CHECK(irm.f5 == expected.f5);
    CHECK(irm.timer == expected.timer);
    CHECK(irm.soct == soct::kPersistent);
    CHECK(irm.es == 0);
    CHECK(irm.f1 == expected.f1);
    CHECK(irm.f2 == expected.f2);
    CHECK(irm.f3 == expected.f3);
    CHECK(irm.f4 == expected.kind);
}

void check_texts(const Request& request, const Expected& expected) {
    const Irm& irm = request.irm;
    CHECK(irm.client_id == expected.client_id);
    CHECK(irm.trancode == expected.trancode);
    CHECK(irm.datastore == "IMS1");
    CHECK(irm.lterm == expected.lterm);
    CHECK(irm.userid == "USER01");
    CHECK(irm.group.empty());
    CHECK(samples::password(irm) == "PTKT1234");
    const bool level1 = expected.arch == 1;
    CHECK(irm.appl_name == (level1 ? std::optional<std::string>("") : std::nullopt));
    CHECK(irm.reroute == (level1 ? std::optional<std::string>("") : std::nullopt));
    CHECK_FALSE(irm.modname.has_value());
    CHECK(irm.extensions.empty());
}

/// The trace of SG24-6794 as the client sent it: its texts were translated before it was written.
base::Bytes redbook_message() {
    auto message = samples::bytes(
        "00000093 0050 00 00 2A53414D504C452A 0000 0000 00 00 00 00 C3D3C9C5D5E3F0F1 00 40 01 40"
        "C9E5E3D5D6404040 C9D4E2C740404040 4040404040404040 4040404040404040 4040404040404040"
        "5C5C5C5C5C5C5C5C 003B 0000");
    const auto translate = [&](std::size_t from, std::size_t to) {
        const base::ByteView field(message.data() + from, to - from);
        const auto ascii = ebcdic::decode(field, ebcdic::CodePage::Cp037);
        std::ranges::copy(ascii, message.begin() + static_cast<std::ptrdiff_t>(from));
    };
    translate(24, 32);
    translate(36, 84);
    std::string data = "IVTNO DISPLAY LAST1";
    data.resize(55, ' ');
    message.insert(message.end(), data.begin(), data.end());
    const auto trailer = samples::bytes("00040000");
    message.insert(message.end(), trailer.begin(), trailer.end());
    return message;
}

}  // namespace

TEST_CASE("every frame of the public clients is read with the fields that it holds") {
    const auto frames = samples::public_frames();
    REQUIRE(frames.size() == kExpected.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        INFO("frame " << i);
        const auto request = decode_request(frames[i]);
        REQUIRE(request.ok());
        check_header(*request, kExpected[i]);
        check_texts(*request, kExpected[i]);
        const auto& segments = request->segments;
        REQUIRE(segments.size() == (kExpected[i].data.empty() ? 0U : 1U));
        if (segments.empty()) continue;
        CHECK(to_text(segments.front().data, request->code) == kExpected[i].data);
        CHECK(segments.front().zz == 0);
    }
}

TEST_CASE("the frames of the public clients are written back byte for byte") {
    const auto frames = samples::public_frames();
    REQUIRE(frames.size() == kExpected.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        INFO("frame " << i);
        auto written = samples::encoded(decode_request(frames[i]).value());
        // The second frame has an ASCII blank in IRM_F4 under an EBCDIC header; we write X'40'.
        if (i == 1) {
            CHECK(written[35] == 0x40);
            written[35] = 0x20;
        }
        CHECK(base::to_hex(written) == base::to_hex(frames[i]));
    }
}

TEST_CASE("the ACK NOWAIT of a public client says so in its flag and its timer") {
    const auto request = decode_request(samples::public_frames().at(4));
    REQUIRE(request.ok());
    CHECK((request->irm.f1 & f1::kNoWait) != 0);
    CHECK(decode_timer(request->irm.timer).kind == TimerKind::NoWait);
}

TEST_CASE("the message of the Redbook trace is read, the blank of either code in IRM_F4") {
    const auto message = redbook_message();
    REQUIRE(message.size() == 147);
    const auto request = decode_request(message);
    REQUIRE(request.ok());
    CHECK(request->dialect() == Dialect{Exit::Sampl0, Code::Ascii});
    CHECK(request->irm.f4 == MessageKind::SendReceive);
    CHECK(request->irm.f2 == f2::kCm0);
    CHECK(request->irm.f3 == f3::kSyncConfirm);
    CHECK(request->irm.client_id == "CLIENT01");
    CHECK(request->irm.trancode == "IVTNO");
    CHECK(request->irm.datastore == "IMSG");
    CHECK(request->irm.userid.empty());
    CHECK(samples::password(request->irm) == "********");
    REQUIRE(request->segments.size() == 1);
    CHECK(request->segments.front().data.size() == 55);
    CHECK(transaction_of(*request).code == "IVTNO");
}
