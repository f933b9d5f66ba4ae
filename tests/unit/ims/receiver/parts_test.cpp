#include <fcntl.h>
#include <poll.h>

#include "common/ims/receiver/outlet.hpp"
#include "common/ims/receiver/record.hpp"
#include "common/ims/receiver/refusal.hpp"
#include "common/ims/receiver/reply.hpp"
#include "common/ims/receiver/socket_warning.hpp"
#include "common/net/child.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_receiver;

TEST_CASE("a printed reply is a segment a line, escapes and all") {
    const auto reply = reply_of_text("one\ntwo\\n\\\\\\x00\\xff\nlast");
    REQUIRE(reply.ok());
    CHECK(reply->segments ==
          std::vector<std::string>{"one", std::string("two\n\\\0\xC3\xBF", 8), "last"});
    for (const char* empty : {"", "\n", "\n\n"})
        CHECK(reply_of_text(empty)->segments.empty());
    CHECK(reply_of_text("a\n\nb")->segments == std::vector<std::string>{"a", "b"});
    for (const char* bad : {"\\", "\\x", "\\x1", "\\xgg", "\\t", "\xE9", "a\xC3"})
        CHECK_FALSE(reply_of_text(bad).ok());
    std::string accents;
    for (int i = 0; i < 32'763; ++i)
        accents += "\xC3\xA9";
    CHECK(reply_of_text(accents).ok());
    CHECK(reply_of_text(std::string(32'763, 'x')).ok());
    CHECK_FALSE(reply_of_text(std::string(32'764, 'x')).ok());
}

TEST_CASE("a message's line is its JSON object") {
    const net::Endpoint peer{"::1", 4711};
    const std::string client = "OTM00001";
    const std::string datastore = "IMSB";
    const ims_sign_on::Identity identity{"USER0002", "APPLI2I", true};
    for (const std::vector<std::string>& texts :
         {std::vector<std::string>{},
          {"one"},
          {std::string(600, 'x'), std::string(1500, 'y'), "z"},
          {"\"two\"\n\\", "\xC3\xA9 three", "four"}}) {
        ims_wire::Request request;
        request.irm.trancode = "PART";
        for (const std::string& text : texts)
            REQUIRE(request.segments.add(ims_wire::to_wire(text, request.code).value()).ok());
        const Taken taken{base::instant(1795341600), peer, client, identity, datastore, request};
        std::string line = "before\n";
        append_message_line(line, taken, ebcdic::CodePage::Cp1047);
        const auto json = message_json(taken, ebcdic::CodePage::Cp1047);
        CHECK(line == "before\n" + json.dump() + "\n");
        std::vector<std::string> names;
        for (const auto& [name, value] : *json.as_object())
            names.push_back(name);
        CHECK(names == message_fields());
    }
}

TEST_CASE("a character that two segments share is whole in the data of a message's line") {
    const net::Endpoint peer{"::1", 4711};
    const std::string client = "OTM00001";
    const ims_sign_on::Identity identity{"USER0002", "APPLI2I", true};
    ims_wire::Request request;
    request.irm.f1 |= ims_wire::f1::kUc;
    request.irm.es = 1;  // UTF-8
    for (const std::string_view part : {"PART caf\xC3", "\xA9 au lait"})
        REQUIRE(request.segments.add(base::as_bytes(part)).ok());
    const Taken taken{base::instant(1795341600), peer, client, identity, client, request};
    std::string line;
    append_message_line(line, taken, ebcdic::CodePage::Cp1047);
    CHECK(line.find("caf\xC3\xA9 au lait\"") != std::string::npos);
    CHECK(line == message_json(taken, ebcdic::CodePage::Cp1047).dump() + "\n");
}

TEST_CASE("each byte is written as text the same wherever in a message it stands") {
    const net::Endpoint peer{"::1", 4711};
    const std::string client = "OTM00001";
    const ims_sign_on::Identity identity{"USER0002", "APPLI2I", true};
    const auto written = [](unsigned byte) -> std::string {
        if (byte == '\\') return "\\\\";
        if (byte == '\n') return "\\n";
        if (byte < ' ' || (byte >= 0x7F && byte < 0xA0)) return fmt::format("\\x{:02X}", byte);
        if (byte < 0x80) return {static_cast<char>(byte)};
        return {static_cast<char>(0xC0U | byte >> 6U), static_cast<char>(0x80U | (byte & 0x3FU))};
    };
    for (unsigned byte = 0; byte < 256; ++byte) {
        ims_wire::Request request;
        request.code = ims_wire::Code::Ascii;
        const base::Bytes data(3'000, static_cast<base::Byte>(byte));
        REQUIRE(request.segments.add(base::as_bytes("9 ")).ok());
        REQUIRE(request.segments.add(data).ok());
        const Taken taken{base::instant(1795341600), peer, client, identity, client, request};
        std::string wanted = "9 \n";
        for (std::size_t i = 0; i < data.size(); ++i)
            wanted += written(byte);
        std::string text;
        append_message_text(text, taken, ebcdic::CodePage::Cp1047);
        INFO("byte " << byte);
        CHECK(text == wanted + "\n");
    }
}

TEST_CASE("a JSON reply has segments or data, and a MOD name of its size") {
    const auto reply = [](std::string_view text) {
        return reply_of_json(json::parse_json(text).value());
    };
    CHECK(reply(R"({"data":"one"})")->segments == std::vector<std::string>{"one"});
    CHECK(reply(R"({"segments":["a","b"],"mod":"MODA"})")->mod_name == "MODA");
    for (const char* empty : {"{}", R"({"data":""})", R"({"segments":[""]})"})
        CHECK(reply(empty)->segments.empty());
    for (const char* bad :
         {R"({"data":1})", R"({"segments":"a"})", R"({"segments":[1]})",
          R"({"data":"a","segments":[]})", R"({"mod":"NINECHARS"})", R"({"mod":1})"})
        CHECK_FALSE(reply(bad).ok());
}

TEST_CASE("socket warnings: at WARNSOC, at each WARNINC more, and when it is over") {
    SocketWarning warning(100, 80, 5);
    CHECK_FALSE(warning.at(79));
    CHECK(warning.at(80)->starts_with("HWSS0772W"));
    CHECK_FALSE(warning.at(81));
    CHECK_FALSE(warning.at(84));
    CHECK(warning.at(85)->starts_with("HWSS0772W"));
    CHECK_FALSE(warning.at(80));
    CHECK(warning.at(79)->starts_with("HWSS0773I"));
    CHECK_FALSE(warning.at(79));
    CHECK(warning.at(80));
}

TEST_CASE("what this program has not of the protocol is refused by the documented codes") {
    using namespace ims_wire;
    using Codes = std::pair<std::uint32_t, std::uint32_t>;
    struct Flags {
        base::Byte f0 = 0;
        base::Byte f1 = 0;
        base::Byte f5 = 0;
        base::Byte es = 0;
    };
    const auto codes = [](MessageKind kind, std::string_view text, Flags flags) {
        Request request;
        request.code = Code::Ascii;
        request.irm.f4 = kind;
        request.irm.arch = arch::kCallout;
        request.irm.soct = soct::kPersistent;
        request.irm.f0 = flags.f0;
        request.irm.f1 = flags.f1;
        request.irm.f5 = flags.f5;
        request.irm.es = flags.es;
        if (!text.empty()) REQUIRE(request.segments.add(base::as_bytes(text)).ok());
        const auto fault = find_fault(request, 9999, true);
        return fault ? Codes(fault->rsm->return_code, fault->rsm->reason_code) : Codes(0, 0);
    };
    const auto resume = MessageKind::ResumeTpipe;
    CHECK(codes(resume, "", {}) == Codes(0, 0));
    CHECK(codes(resume, "", {.f0 = f0::kSynAsyn}) == Codes(0, 0));
    CHECK(codes(resume, "", {.f0 = f0::kSynOnly}) == Codes(8, 71));
    for (const auto kind : {MessageKind::SendReceive, MessageKind::SendOnlyAck}) {
        CHECK(codes(kind, "PART HWSPWCH OLD/NEW/NEW", {}) == Codes(0, 0));
        CHECK(codes(kind, "HWSPWCH OLD/NEW/NEW", {}) == Codes(8, 71));
        CHECK(codes(kind, "HWSPWCH ", {}) == Codes(8, 71));
        CHECK(codes(kind, "PART X", {.f1 = f1::kUc}) == Codes(0, 0));
        CHECK(codes(kind, "PART X", {.f1 = f1::kUcTc}) == Codes(0, 0));
        CHECK(codes(kind, "PART X", {.f1 = f1::kUc, .es = 1}) == Codes(0, 0));
        CHECK(codes(kind, "PART \xC3\xA9", {.f1 = f1::kUc | f1::kUcTc, .es = 1}) == Codes(0, 0));
        CHECK(codes(kind, "PART \xE9", {.f1 = f1::kUc, .es = 1}) == Codes(4, 11));
        CHECK(codes(kind, "PART XY", {.f1 = f1::kUc, .es = 2}) == Codes(0, 0));
        CHECK(codes(kind, "PART X", {.f1 = f1::kUc, .es = 2}) == Codes(4, 11));
        CHECK(codes(kind, "PART X", {.f1 = f1::kUcTc, .es = 1}) == Codes(4, 11));
        CHECK(codes(kind, "PART X", {.f1 = f1::kUc, .es = 3}) == Codes(4, 11));
        CHECK(codes(kind, "PART X", {.es = 3}) == Codes(0, 0));
        CHECK(codes(kind, "PART <X/>", {.f0 = f0::kXmlD}) == Codes(8, 71));
        CHECK(codes(kind, "PART <X/>", {.f0 = f0::kXmlTd}) == Codes(8, 71));
        CHECK(codes(kind, "PART X", {.f5 = f5::kOtmaHeaders}) == Codes(4, 9));
        CHECK(codes(kind, "PART X", {.f5 = f5::kXid}) == Codes(8, 71));
        CHECK(codes(kind, "PART X", {.f5 = f5::kClientTranslated}) == Codes(0, 0));
    }
}

TEST_CASE("an outlet keeps what a full pipe does not take, and leaves the pipe's mode alone") {
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    const base::UniqueFd reads(ends[0]);
    const base::UniqueFd writes(ends[1]);
    Outlet outlet(writes.get(), "pipe");
    const std::string text(200'000, 'x');
    outlet.append(text);
    CHECK(outlet.flush() == Outlet::Flushed::Blocked);
    CHECK((::fcntl(writes.get(), F_GETFL) & O_NONBLOCK) == 0);
    std::string got;
    while (got.size() < text.size()) {
        char buffer[65'536];
        const ssize_t count = ::read(reads.get(), buffer, sizeof buffer);
        REQUIRE(count > 0);
        got.append(buffer, static_cast<std::size_t>(count));
        static_cast<void>(outlet.flush());
    }
    CHECK(got == text);
    CHECK(outlet.flush() == Outlet::Flushed::All);
}

TEST_CASE("a child ends as it says, and its signals are as a shell gives them") {
    const auto run = [](const std::string& command) {
        auto child = net::Child::start(command, {{"NAME", "value"}}).value();
        child.close_input();
        pollfd entry{child.ended_fd(), POLLIN, 0};
        REQUIRE(::poll(&entry, 1, 20'000) == 1);
        std::string text;
        while (child.read(text) && text.find('\n') == std::string::npos) {
        }
        return std::pair(child.reap(), text);
    };
    CHECK(run("echo $NAME") == std::pair<std::string, std::string>("", "value\n"));
    CHECK(run("exit 3").first == "exit status 3");
    CHECK(run("kill -TERM $$").first == "killed by signal 15");
    CHECK(run("kill -PIPE $$").first == "killed by signal 13");
}
