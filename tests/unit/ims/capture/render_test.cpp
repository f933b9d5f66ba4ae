// What is said of messages: names, meanings, secrets, filters, hexadecimal text.
#include <set>

#include "common/base/text/ascii.hpp"
#include "common/ims/capture/hex_text.hpp"
#include "common/ims/capture/summary.hpp"
#include "common/ims/wire/extension.hpp"
#include "tests/unit/ims/capture/seen.hpp"

using namespace ptkt;
using namespace ptkt::ims_capture;
using ims_wire::Code;
using ims_wire::Csm;
using ims_wire::Exit;
using ims_wire::Rsm;

namespace {

std::string all_text(const seen::Result& result) {
    std::string all;
    for (const std::string& line : result.lines)
        all += line + "\n";
    for (const json::Json& one : result.json)
        all += one.dump() + "\n";
    return all;
}

/// A message with everything that an IRM can have.
base::Bytes rich_message(Code code) {
    const auto simple = seen::message("CLIENT01", code, "ORDER 4711");
    auto request = ims_wire::decode_request(simple).value();
    request.irm.arch = 5;
    request.irm.f1 = 0x48;
    request.irm.reroute = "REROUTE1";
    request.irm.modname = "MODNAME1";
    request.irm.correlation_token.emplace();
    request.irm.correlation_token->fill(0xAB);
    request.irm.session_token = {1, 2, 3, 4, 5, 6, 7, 8};
    request.irm.extensions.push_back(ims_wire::make_extension("*NETUID*", {0xD1, 0xD2}));
    request.irm.extensions.push_back(ims_wire::make_extension("*PHRASE*", {0xE2, 0xC5, 0xC3}));
    const auto encoded = ims_wire::encode_request(request).value();
    return {encoded.view().begin(), encoded.view().end()};
}

base::Bytes bytes_of(const json::Json& dumped) {
    return samples::bytes(dumped.bare());
}

}  // namespace

TEST_CASE("every field of a message is there under its name, in both codes") {
    for (const Code code : {Code::Ascii, Code::Ebcdic}) {
        const auto result = seen::decode(rich_message(code), {.form = Form::Raw});
        REQUIRE(result.json.size() == 1);
        const json::Json& json = result.json.front();
        const auto is = [&](const char* name) {
            const json::Json* found = json.find(name);
            return found == nullptr ? std::string("missing") : found->bare();
        };
        CHECK(is("type") == "message");
        CHECK(is("message") == "SNDONLYA");
        CHECK(is("user") == "USER0002");
        CHECK(is("appl") == "APPLI2I");
        CHECK(is("tran") == "PART");
        CHECK(is("segments") == R"(["PART    ORDER 4711"])");
        CHECK(is("irm_arch") == "EXTENSIONS");
        CHECK(is("irm_f0") == R"(["EXTENS"])");
        CHECK(is("irm_f1") == R"(["CIDREQ","X'08'"])");
        CHECK(is("irm_f2") == R"(["CM0"])");
        CHECK(is("irm_f3") == R"(["CONFIRM"])");
        CHECK(is("irm_f4") == "SNDONLYA");
        CHECK(is("irm_timer") == "default");
        CHECK(is("irm_soct") == "PERSISTENT");
        CHECK(is("irm_clientid") == "CLIENT01");
        CHECK(is("irm_rerout_nm") == "REROUTE1");
        CHECK(is("irm_modname") == "MODNAME1");
        CHECK(is("irm_sestkn") == "0102030405060708");
        CHECK(bytes_of(*json.find("irm_cortkn")) == base::Bytes(40, 0xAB));
        CHECK(is("extensions") ==
              R"([{"id":"*NETUID*","data":"D1D2"},{"id":"*PHRASE*","data":"********"}])");
        for (const auto& field : ims_wire::kIrmFields) {
            INFO(field.name);
            CHECK(json.find(base::to_lower(field.name)) != nullptr);
        }
    }
}

TEST_CASE("every member that an object can have is one of the known fields") {
    const auto& fields = record_fields();
    const std::set<std::string> known(fields.begin(), fields.end());
    CHECK(known.size() == fields.size());
    auto stream = rich_message(Code::Ebcdic);
    stream = pcap::joined(
        {stream, seen::answer(Csm{}), seen::answer(Rsm{0, 8, 8, 40}), base::Bytes(50, 0)});
    const auto result = seen::decode(stream, {.form = Form::Raw});
    CHECK(result.json.size() == 4);
    for (const json::Json& one : result.json)
        for (const auto& [name, value] : *one.as_object()) {
            INFO(name);
            CHECK(known.contains(name));
        }
}

TEST_CASE("the structures of answers: RMM, CID, segments, CSM, RSM with their meanings") {
    for (const Code code : {Code::Ascii, Code::Ebcdic}) {
        for (const Exit exit : {Exit::Sampl0, Exit::Sampl1}) {
            ims_wire::Response response;
            response.code = code;
            response.mod_name = "MODNAME1";
            response.client_id = "CLIENT09";
            response.status = Csm{0x30, 3};
            static_cast<void>(response.segments.add(
                ims_wire::to_wire("HELLO", code, ebcdic::CodePage::Cp1047).value()));
            const auto result = seen::decode(ims_wire::encode_response(response, exit).value(),
                                             {.form = Form::Raw});
            REQUIRE(result.json.size() == 1);
            const json::Json& json = result.json.front();
            CHECK(json.find("rmm_mod")->bare() == "MODNAME1");
            CHECK(json.find("cid_clientid")->bare() == "CLIENT09");
            CHECK(json.find("segments")->bare() == R"(["HELLO"])");
            CHECK(json.find("csm_flg1")->bare() == R"(["ack-required","level"])");
            CHECK(json.find("csm_prlvl")->bare() == "RACFRC");
            CHECK(result.lines[1].find("an ACK or a NAK must follow") != std::string::npos);
        }
        const auto refused =
            seen::decode(seen::answer(Rsm{0, 0x34, 8, 40}, code), {.form = Form::Raw});
        CHECK(refused.lines[0].find("refused: security violation (rc 8, reason 40): not "
                                    "authorized to the application, RACF X'34' (52)") !=
              std::string::npos);
        CHECK(refused.lines[1].find("not authorized to the application") != std::string::npos);
        CHECK(refused.json[0].find("rsm_rsncod")->bare() == "40");
        CHECK(refused.json[0].find("racf_rc")->bare() == "52");
        CHECK(refused.json[0].find("refused")->bare() == "true");
    }
}

TEST_CASE("a synchronous callout: token and data of four-byte lengths, there and back") {
    const auto request = samples::bytes(
        "00000055 0034 0000 5CC3D6D9E3D2D55C 0028 0007 C9D4E2F1 0102030405060708 1112131415161718"
        "E3D7C9D7C5F14040 E4E2C5D9F0F0F0F2 0000000D C8C5D3D3D6C8C5D3D3"
        "000C 2000 5CC3E2D4D6D2E85C");
    REQUIRE(request.size() == 0x51 - 0);
    auto fitting = request;
    ims_wire::put_u32(fitting, 0, static_cast<std::uint32_t>(fitting.size()));
    auto result = seen::decode(fitting, {.form = Form::Raw});
    REQUIRE(result.what == std::vector<std::string>{"CSM"});
    CHECK(result.json[0].find("cor_region")->bare() == "7");
    CHECK(result.json[0].find("cor_imsid")->bare() == "IMS1");
    CHECK(result.json[0].find("cor_tpipe")->bare() == "TPIPE1");
    CHECK(result.json[0].find("cor_userid")->bare() == "USER0002");
    CHECK(result.json[0].find("callout")->bare() == R"(["HELLOHELL"])");
    auto response = rich_message(Code::Ebcdic);
    response[35] = 0xD4;  // M
    const std::size_t irm_end = 4 + ims_wire::u16_at(response, 4);
    response.resize(irm_end);
    response = pcap::joined({response, samples::bytes("00000007 C1C2C3 00040000")});
    ims_wire::put_u32(response, 0, static_cast<std::uint32_t>(response.size()));
    result = seen::decode(response, {.form = Form::Raw});
    REQUIRE(result.what == std::vector<std::string>{"SYNRESP CLIENT01"});
    CHECK(result.json[0].find("callout")->bare() == R"(["ABC"])");
}

TEST_CASE("passwords, tickets, phrases and changes of password are hidden unless asked for") {
    for (const Code code : {Code::Ascii, Code::Ebcdic}) {
        auto change = seen::message("CLIENT01", code, "HWSPWCH OLDPASS/NEWPASS/NEWPASS");
        auto request = ims_wire::decode_request(change).value();
        request.segments = {};
        static_cast<void>(request.segments.add(
            ims_wire::to_wire("HWSPWCH OLDPASS/NEWPASS", code, ebcdic::CodePage::Cp1047).value()));
        const auto encoded = ims_wire::encode_request(request).value();
        const auto stream = pcap::joined({rich_message(code), encoded.view()});
        const std::string hidden = all_text(seen::decode(stream, {.form = Form::Raw}));
        for (const char* secret : {"SECRETPW", "OLDPASS", "NEWPASS", "E2C5C3"}) {
            INFO(secret);
            CHECK(hidden.find(secret) == std::string::npos);
        }
        CHECK(hidden.find("ticket=********") != std::string::npos);
        const std::string shown =
            all_text(seen::decode(stream, {.form = Form::Raw}, 1'000'000, {.shows_secrets = true}));
        for (const char* secret : {"SECRETPW", "OLDPASS", "E2C5C3"}) {
            INFO(secret);
            CHECK(shown.find(secret) != std::string::npos);
        }
    }
}

TEST_CASE("what is shown cannot move the cursor of a terminal") {
    const auto stream = seen::message("CLIENT01", Code::Ascii, "A\x1B[2J\r\nB");
    for (const std::string& line : seen::decode(stream, {.form = Form::Raw}).lines)
        for (const char c : line)
            CHECK((base::is_printable(c) || c == '\n'));
}

TEST_CASE("answers go with the messages that they answer, also when several are on their way") {
    pcap::Talk talk;
    talk.open();
    for (const char* client : {"CLIENT01", "CLIENT02", "CLIENT03"})
        talk.say(true, seen::message(client, Code::Ebcdic, "ORDER"));
    talk.say(false, seen::answer(Csm{}));
    talk.say(false, seen::answer(Rsm{0, 8, 8, 40}));
    talk.say(false, seen::answer(Csm{}));
    const auto what = seen::decode(pcap::file(pcap::packets(talk.segments))).what;
    CHECK(std::vector<std::string>(what.begin() + 3, what.end()) ==
          std::vector<std::string>{"CSM CLIENT01", "RSM 8/40 CLIENT02", "CSM CLIENT03"});
}

TEST_CASE("filters take records by connection, client, user, transaction and refusal") {
    const auto stream = pcap::joined(
        {seen::message("CLIENT01", Code::Ebcdic, "X"), seen::answer(Csm{}),
         seen::message("CLIENT02", Code::Ebcdic, "X"), seen::answer(Rsm{0, 8, 8, 40})});
    const auto count = [&](const Filter& filter) {
        std::size_t wanted = 0;
        Decoder decoder({.form = Form::Raw},
                        [&](const Record& one) { wanted += filter.wants(one) ? 1 : 0; });
        REQUIRE(decoder.feed(stream).ok());
        REQUIRE(decoder.finish().ok());
        return wanted;
    };
    CHECK(count({}) == 4);
    CHECK(count({.connection = "#1"}) == 4);
    CHECK(count({.connection = "#2"}) == 0);
    CHECK(count({.client_id = "CLIENT02"}) == 2);
    CHECK(count({.user = "USER0002"}) == 4);
    CHECK(count({.user = "USER0001"}) == 0);
    CHECK(count({.tran = "PART"}) == 4);
    CHECK(count({.refusals = true}) == 1);
    CHECK(count({.client_id = "CLIENT01", .refusals = true}) == 0);
}

TEST_CASE("a connection is named by its number, an address, a port or both") {
    const auto message = seen::message("CLIENT01", Code::Ebcdic, "X");
    for (const bool is_v6 : {false, true}) {
        pcap::Talk talk;
        talk.open().say(true, message);
        const auto wrap = [&](const pcap::Segment& one) {
            return is_v6 ? pcap::ip6(one.from_client, tcp(one))
                         : pcap::ip4(one.from_client, tcp(one));
        };
        const auto file = pcap::file(pcap::packets(talk.segments, wrap), 101);
        const auto count = [&](const char* connection) {
            std::size_t wanted = 0;
            const Filter filter{.connection = connection};
            Decoder decoder({}, [&](const Record& one) { wanted += filter.wants(one) ? 1 : 0; });
            REQUIRE(decoder.feed(file).ok());
            REQUIRE(decoder.finish().ok());
            return wanted;
        };
        CHECK(count("#1") == 1);
        CHECK(count("8888") == 1);
        CHECK(count("40000") == 1);
        CHECK(count(is_v6 ? "::1" : "10.0.0.1") == 1);
        CHECK(count(is_v6 ? "[::2]:8888" : "10.0.0.2:8888") == 1);
        CHECK(count("1") == 0);
        CHECK(count("888") == 0);
    }
}

TEST_CASE("a summary counts messages, refusals by reason, and tickets that come again") {
    const auto one = seen::message("CLIENT01", Code::Ebcdic, "X");
    const auto stream = pcap::joined(
        {one, seen::answer(Csm{}), one, seen::answer(Rsm{0, 8, 8, 40}), one, base::Bytes(30, 0)});
    Summary summary;
    Decoder decoder({.form = Form::Raw}, [&](const Record& record) { summary.add(record); });
    REQUIRE(decoder.feed(stream).ok());
    REQUIRE(decoder.finish().ok());
    const auto json = summary.json(decoder.seen());
    CHECK(json.find("messages")->bare() == "3");
    CHECK(json.find("answers")->bare() == "2");
    CHECK(json.find("refusals")->bare() == "1");
    CHECK(json.find("faults")->bare() == "1");
    CHECK(json.find("tickets")->bare() == "3");
    CHECK(json.find("tickets_used_again")->bare() == "1");
    CHECK(
        json.find("reasons")->bare() ==
        R"x({"security violation (rc 8, reason 40): password or PassTicket not valid, RACF X'08' (8)":1})x");
    CHECK(summary.text(decoder.seen()).find("SNDONLYA") != std::string::npos);
}

TEST_CASE("hexadecimal text as people paste it gives the same bytes in every form") {
    const auto bytes = samples::bytes("00112233445566778899AABBCCDDEEFF414243");
    const auto is_those = [&](std::string_view text) {
        INFO(text);
        REQUIRE(is_hex_text(text));
        const auto dumps = bytes_of_hex_text(text);
        REQUIRE(dumps.ok());
        REQUIRE(dumps->size() == 1);
        CHECK(dumps->front() == bytes);
    };
    is_those("00112233445566778899AABBCCDDEEFF414243");
    is_those("# a comment\n00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff\n41 42 43\n");
    is_those("00112233 44556677 8899AABB CCDDEEFF\r\n414243\r\n");
    is_those(
        "0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77,\n"
        "0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 0x41, 0x42, 0x43");
    // hexdump -C
    is_those(
        "00000000  00 11 22 33 44 55 66 77  88 99 aa bb cc dd ee ff  |..\"3DUfw........|\n"
        "00000010  41 42 43                                          |ABC|\n00000013\n");
    // xxd, with characters that look like digits
    is_those(
        "00000000: 0011 2233 4455 6677 8899 aabb ccdd eeff  ..\"3DUfw........\n"
        "00000010: 4142 43                                  ABC\n");
    // tcpdump -x
    is_those("\t0x0000:  0011 2233 4455 6677 8899 aabb ccdd eeff\n\t0x0010:  4142 43\n");
    // od -A x -t x1z
    is_those(
        "000000 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff  >..\"3DUfw........<\n"
        "000010 41 42 43  >ABC<\n000013\n");
    // dumps of z/OS
    is_those(
        "+0000 00112233 44556677 8899AABB CCDDEEFF *................*\n"
        "+0010 414243                              *...*\n");
    is_those(
        "000000 00112233 44556677 8899AABB CCDDEEFF | ................ |\n"
        "000010 414243                              | ... |\n");
}

TEST_CASE("hexadecimal text: repeated rows, several dumps, the column of characters, faults") {
    const auto repeated = bytes_of_hex_text(
        "00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n"
        "00000030  01\n");
    REQUIRE(repeated.ok());
    CHECK(repeated->front().size() == 0x31);
    const auto two = bytes_of_hex_text("0000: 0102 0304\n0004: 05\n\n0000: 0607 0809\n0004: 0A\n");
    REQUIRE(two.ok());
    REQUIRE(two->size() == 2);
    CHECK(two->back() == samples::bytes("060708090A"));
    const auto column = bytes_of_hex_text("00000000: 6162 6364  abcd\n00000004: 6162 6364  abcd\n");
    REQUIRE(column.ok());
    CHECK(column->front() == samples::bytes("6162636461626364"));
    CHECK_FALSE(bytes_of_hex_text("0102\nhello\n").ok());
    CHECK_FALSE(bytes_of_hex_text("0: 01\n*\nFFFFFFFFFF: 01\n").ok());
    CHECK_FALSE(is_hex_text(std::string_view("\0\1\2", 3)));
}

TEST_CASE("pasted text of a message is decoded, also as tcpdump prints its packet") {
    const auto message = seen::message("CLIENT01", Code::Ebcdic, "ORDER 4711");
    const auto packet = pcap::ip4(true, pcap::tcp({true, 1, message, pcap::kAck, 0, 40'000}));
    for (const auto& bytes : {message, packet}) {
        std::string dump;
        for (std::size_t at = 0; at < bytes.size(); at += 16) {
            const auto row =
                base::ByteView(bytes).subspan(at, std::min<std::size_t>(16, bytes.size() - at));
            dump += fmt::format("\t0x{:04x}:  {}  ....\n", at, base::to_hex(row));
        }
        const auto result = seen::decode(base::as_bytes(dump));
        CHECK(result.whole() == 1);
        CHECK(result.what.back() == "SNDONLYA CLIENT01");
    }
}
