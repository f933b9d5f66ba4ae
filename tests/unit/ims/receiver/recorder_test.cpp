#include "common/ims/receiver/recorder.hpp"

#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "common/base/text/ascii.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ims/receiver/scene.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_receiver;
using ims_wire::Code;

namespace {

base::Bytes frame_of(const ims_wire::Request& request) {
    const auto frame = ims_wire::encode_request(request).value();
    return {frame.view().begin(), frame.view().end()};
}

bool has(const base::Bytes& bytes, std::string_view text, Code code) {
    const auto wanted = ims_wire::to_wire(text, code).value();
    return std::search(bytes.begin(), bytes.end(), wanted.begin(), wanted.end()) != bytes.end();
}

ims_wire::Request message_in(Code code, std::string_view data) {
    ims_wire::Request request;
    request.code = code;
    request.irm.f2 = ims_wire::f2::kCm0;
    request.irm.userid = "USER0002";
    request.irm.password = base::Secret(base::as_bytes("SECRET01"));
    REQUIRE(request.segments.add(ims_wire::to_wire(data, code).value()).ok());
    return request;
}

}  // namespace

TEST_CASE("a recording has no ticket, phrase or new password in either code, and all the rest") {
    for (const Code code : {Code::Ascii, Code::Ebcdic}) {
        auto request = message_in(code, "PART HELLO");
        request.irm.arch = ims_wire::arch::kExtensions;
        request.irm.f0 = ims_wire::f0::kExtens;
        request.irm.extensions = {ims_wire::make_extension(
            ims_wire::kPhraseId, ims_wire::to_wire("Seven 7 swans", code).value())};
        const auto frame = frame_of(request);
        const auto masked = without_secrets(frame, &request);
        CHECK(masked.size() == frame.size());
        CHECK(has(frame, "SECRET01", code));
        CHECK_FALSE(has(masked, "SECRET01", code));
        CHECK_FALSE(has(masked, "swans", code));
        CHECK(has(masked, "USER0002", code));
        CHECK(has(masked, "PART HELLO", code));
        const auto again = ims_wire::decode_request(masked);
        REQUIRE(again.ok());
        CHECK(base::as_text(again->irm.password.view()) == "********");

        const auto change = message_in(code, "HWSPWCH OLDPASS1/NEWPASS1/NEWPASS1");
        const auto changed = without_secrets(frame_of(change), &change);
        CHECK(has(changed, "HWSPWCH ", code));
        CHECK_FALSE(has(changed, "PASS1", code));
        CHECK(ims_wire::decode_request(changed).ok());

        // Where nobody knows what is what, nothing behind the user is kept.
        const auto unknown = without_secrets(frame_of(request), nullptr);
        CHECK(has(unknown, "USER0002", code));
        CHECK_FALSE(has(unknown, "HELLO", code));
    }
}

TEST_CASE("a message without a ticket is recorded without a mask") {
    auto request = message_in(Code::Ebcdic, "PART HELLO");
    request.irm.password = base::Secret();
    const auto frame = frame_of(request);
    CHECK(without_secrets(frame, &request) == frame);
}

TEST_CASE("a disk that is full ends the recording, which stays whole, and no message") {
    const tests::TemporaryDirectory directory;
    const std::string path = directory.path() / "own.pcapng";
    Settings settings;
    settings.recorder = path;
    settings.output = Form::Text;  // shorter than the recording, which is to meet the limit first
    Scene scene(false, settings);
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    REQUIRE(scene.receiver->desk().set_recorder(true).ok());
    CHECK_FALSE(scene.receiver->desk().set_recorder(true).ok());
    auto& connection = scene.connect();
    scene.give(connection, message());
    const auto whole = std::filesystem::file_size(path);
    rlimit limit = before;
    limit.rlim_cur = whole + 10;
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    scene.give(connection, message());
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, handler);
    CHECK(std::filesystem::file_size(path) == whole);
    CHECK(scene.err().find("the recording in " + path + " has ended: ") != std::string::npos);
    CHECK_FALSE(scene.receiver->desk().set_recorder(false).ok());
    scene.give(connection, message());
    const auto out = scene.out();
    CHECK(std::count(out.begin(), out.end(), '\n') == 3);
}
