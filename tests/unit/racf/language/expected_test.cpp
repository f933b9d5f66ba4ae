#include "common/racf/language/expected.hpp"

#include <string>

#include "common/racf/language/parser.hpp"
#include "common/racf/language/table.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::racf_command;

namespace {

bool kept(std::string_view text) {
    const auto commands = split_commands(text);
    REQUIRE(commands.size() == 1);
    return may_be_kept(commands.front());
}

}  // namespace

TEST_CASE("a command without a secret may be kept, also when it was mistyped") {
    CHECK(kept("RLIST APPL APPLI2I AUTHUSER"));
    CHECK(kept("ADDUSER KIM NAME('Kim') TSO(ACCTNUM(1))"));
    CHECK(kept("RLIST APPLX APPLI2I"));
    CHECK(kept("RDEFINE PTKTDATA X SSIGNON(KEYLABEL(A.B) TIMEOUT(90))"));
}

TEST_CASE("a command with a secret, or one that was not understood and may have one, is not kept") {
    CHECK_FALSE(kept("ADDUSER KIM PASSWORD(TOPSECRT)"));
    CHECK_FALSE(kept("altuser kim phrase('a long phrase 4711')"));
    CHECK_FALSE(kept("PW PASSWORD(OLD NEW)"));
    CHECK_FALSE(kept("RALT PTKTDATA X SSIGNON(KEYM(E001193519561977))"));
    CHECK_FALSE(kept("SETROPTS RVARYPW(SWITCH(TOPSECRT))"));
    CHECK_FALSE(kept("RDEFINE REALM X KERB(PASSWORD(TOPSECRT))"));
    CHECK_FALSE(kept("ADDUSER KIM PASWORD(TOPSECRT)"));
    CHECK_FALSE(kept("ADDUSR KIM PASSWORD(TOPSECRT)"));
    CHECK_FALSE(kept("TOPSECRT"));
    CHECK_FALSE(kept("RLIST E001193519561977 X"));
}

TEST_CASE("every beginning of every command can be asked what may follow") {
    for (const CommandSpec* command : command_table()) {
        for (const Keyword& keyword : command->keywords) {
            std::string text =
                std::string(command->name) + " A B " + std::string(keyword.name) + "(";
            for (std::size_t length = 0; length <= text.size(); ++length) {
                const auto expected = expected_at_end(text.substr(0, length));
                if (expected) CHECK(expected->start <= length);
            }
        }
    }
    CHECK(expected_at_end("")->command);
    CHECK(expected_at_end("RDEFINE")->command);
    CHECK(expected_at_end("RDEFINE ")->names == ValueKind::ResourceClass);
    CHECK(expected_at_end("RDEFINE APPL ")->cls == "APPL");
    CHECK(expected_at_end("RDEFINE APPL X ")->operands);
}
