#include "common/ims/wire/client_message.hpp"

#include "common/ims/wire/checks.hpp"
#include "common/ims/wire/layout.hpp"
#include "common/ims/wire/reasons.hpp"
#include "tests/unit/ims/wire/samples.hpp"

using namespace ptkt;
using namespace ptkt::ims_wire;

namespace {

/// What the public clients have in common in their frames.
ClientMessage message(Dialect dialect, std::string client_id) {
    ClientMessage out;
    out.dialect = dialect;
    out.client_id = std::move(client_id);
    out.trancode = "IVTNO";
    out.datastore = "IMS1";
    out.userid = "USER01";
    out.ticket = base::Secret(base::as_bytes("PTKT1234"));
    return out;
}

constexpr Dialect kInjector{Exit::Sampl1, Code::Ascii};

/// IRM_ARCH up to IRM_RACF_PW, without the client's length of its IRM.
std::string base_irm(const base::Bytes& frame) {
    return base::to_hex(base::ByteView(frame).subspan(7, field::kIrmApplNm.at - 7));
}

}  // namespace

TEST_CASE("our ACK with NOWAIT is the frame of a public client, byte for byte") {
    auto ack = message(kInjector, "CLNT01");
    ack.kind = MessageKind::Ack;
    ack.trancode.clear();
    ack.lterm = "INJECTOR";
    ack.f1 = f1::kNoWait | f1::kTrnExp;
    ack.timer = kTimerNoWait;
    const auto request = client_request(std::move(ack), {});
    REQUIRE(request.ok());
    CHECK(base::to_hex(samples::encoded(*request)) == base::to_hex(samples::public_frames().at(4)));
}

TEST_CASE("our send-receive messages have the IRM of the public clients' frames") {
    const auto frames = samples::public_frames();
    SECTION("HWSSMPL1, ASCII, commit mode 0 with confirmation") {
        auto out = message(kInjector, "CLNT01");
        out.lterm = "INJECTOR";
        out.f1 = f1::kTrnExp;
        out.timer = 0x2C;
        const auto request =
            client_request(std::move(out), {base::as_bytes("DISPLAY LAST1")}).value();
        const auto frame = samples::encoded(request);
        CHECK(base::to_hex(base::ByteView(frame).subspan(4, 96)) ==
              base::to_hex(base::ByteView(frames.at(3)).subspan(4, 96)));
        CHECK(samples::text(request.segments.front().data) == "IVTNO   DISPLAY LAST1");
    }
    SECTION("HWSSMPL0, either code, commit mode 1 with confirmation") {
        const auto [place, code] = GENERATE(as<std::pair<std::size_t, Code>>{},
                                            std::pair(0, Code::Ascii), std::pair(1, Code::Ebcdic));
        auto out = message({Exit::Sampl0, code}, "JCLNT");
        out.is_cm0 = false;
        out.timer = 0x2C;
        const auto text = to_wire("DISPLAY LAST1", code).value();
        const auto request = client_request(std::move(out), {text}).value();
        auto theirs = frames.at(place);
        // The second one has an ASCII blank in IRM_F4 under an EBCDIC header.
        if (place == 1) theirs[field::kIrmF4.at] = 0x40;
        CHECK(base_irm(samples::encoded(request)) == base_irm(theirs));
        CHECK(base::to_hex(request.segments.wire()) ==
              base::to_hex(decode_request(theirs).value().segments.wire()));
    }
    SECTION("HWSSMPL0, an ACK of commit mode 1") {
        auto out = message({Exit::Sampl0, Code::Ascii}, "JCLNT");
        out.kind = MessageKind::Ack;
        out.is_cm0 = false;
        out.timer = 0x2C;
        const auto request = client_request(std::move(out), {}).value();
        CHECK(base_irm(samples::encoded(request)) == base_irm(frames.at(2)));
    }
}

TEST_CASE("commit mode, sync level, socket and flags stand where the reference has them") {
    auto out = message({Exit::Sampl1, Code::Ebcdic}, "");
    out.kind = MessageKind::ResumeTpipe;
    out.is_persistent = false;
    out.confirms = false;
    out.tpipe = "OTHER";
    out.nak_reason = 0x1234;
    out.f0 = f0::kNakRsn;
    out.f2 = f2::kGenCid;
    out.f3 = f3::kCancId;
    out.f5 = f5::kAuto;
    const auto frame = samples::encoded(client_request(std::move(out), {}).value());
    CHECK(frame[7] == 0x10);
    CHECK(u16_at(frame, 16) == 0x1234);
    CHECK(frame[20] == 0x42);
    CHECK(frame[22] == 0x00);
    CHECK(frame[33] == 0x41);
    CHECK(frame[34] == 0x80);
    CHECK(frame[35] == 0xD9);
    CHECK(is_text(base::ByteView(frame).subspan(92, 8), "OTHER   ", Code::Ebcdic));
    CHECK_FALSE(find_contradiction(decode_request(frame).value()));
}

TEST_CASE("a message of a kind without data has none, the others have some") {
    for (const auto kind : {MessageKind::Ack, MessageKind::Nak, MessageKind::ResumeTpipe}) {
        auto out = message(kInjector, "A");
        out.kind = kind;
        CHECK(client_request(message(kInjector, "A"), {}).error().what ==
              "message without a segment");
        CHECK_FALSE(client_request(std::move(out), {base::as_bytes("A")}).ok());
    }
}

TEST_CASE("the flags and the level of a CSM are told in words") {
    CHECK(describe(Csm{0x30, 3}) == "ack-required; protocol level 3: NOWAIT, RACF return codes");
    CHECK(describe(Csm{0xF0, 2}) ==
          "async-queued, conversational, ack-required; protocol level 2: NOWAIT");
    CHECK(describe(Csm{0x10, 0}) == "no flags; protocol level 0");
    CHECK(describe(Csm{0x80, 3}) == "async-queued; protocol level not told");
    CHECK_FALSE(level_of(Csm{0x20, 3}));
}
