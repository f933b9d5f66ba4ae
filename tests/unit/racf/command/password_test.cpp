// PASSWORD and PHRASE, and the rules of passwords.
#include "common/racf/command/passwords.hpp"
#include "common/racf/model/password_rules.hpp"
#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;
using Lines = std::vector<std::string>;

namespace {

struct PasswordFixture {
    PasswordFixture() {
        session.run(
            "SETROPTS PASSWORD(HISTORY(3))\nADDUSER U PASSWORD(OLD1)\n"
            "ADDUSER V PASSWORD(X)\nADDUSER P");
        session.as("U");
    }
    CommandSession session;
};

}  // namespace

TEST_CASE_METHOD(PasswordFixture, "a user changes his password by knowing it") {
    CHECK(session.run("PASSWORD PASSWORD(old1 new1)").empty());
    CHECK(session.user("U").password->hash == "hash:NEW1");
    CHECK(session.user("U").password->changed == session.context.now);
    CHECK(session.user("U").password->history == Lines{"hash:OLD1"});
}

TEST_CASE_METHOD(PasswordFixture, "a new password can be refused for several reasons") {
    CHECK(session.run("PW PASSWORD(WRONG NEW1)") ==
          Lines{"ICH08005I VALUE SPECIFIED IS NOT CURRENT PASSWORD"});
    CHECK(session.rc == 8);
    CHECK(session.run("PW PASSWORD(OLD1 old1)") ==
          Lines{"ICH08002I NEW PASSWORD CANNOT EQUAL CURRENT PASSWORD"});
    CHECK(session.run("PW PASSWORD(OLD1 A.B)") ==
          Lines{"ICH08014I PASSWORD CHANGE REJECTED BY INSTALLATION SYNTAX RULES"});
    CHECK(session.run("PW PASSWORD(OLD1)") == Lines{"IKJ56701I MISSING NEW PASSWORD"});
    session.run("PW PASSWORD(OLD1 NEW1)");
    CHECK(session.run("PW PASSWORD(NEW1 OLD1)") ==
          Lines{"ICH08015I NEW PASSWORD MATCHES A PREVIOUS PASSWORD FOR YOU"});
    session.profiles.current_options.password_minchange = 2;
    CHECK(session.run("PW PASSWORD(NEW1 NEW2)") ==
          Lines{"PTKT014I A password can be changed again after 2 days."});
    CHECK(session.user("U").password->hash == "hash:NEW1");
    session.as("P");
    CHECK(session.run("PW PASSWORD(A B)") == Lines{"ICH08008I P NOT DEFINED TO USE A PASSWORD"});
}

TEST_CASE_METHOD(PasswordFixture, "password and phrase can be changed together") {
    session.as("IBMUSER");
    session.run("ADDUSER QX PASSWORD(OLD1) PHRASE('This is phrase number 1')");
    session.as("QX");
    CHECK(session
              .run("PHRASE PASSWORD(OLD1 NEW1) "
                   "PHRASE('This is phrase number 1' 'This is phrase number 2')")
              .empty());
    CHECK(session.user("QX").password->hash == "hash:NEW1");
    REQUIRE(session.user("QX").phrase.has_value());
    CHECK(session.user("QX").phrase->hash == "hash:This is phrase number 2");
}

TEST_CASE_METHOD(PasswordFixture, "intervals keep to the system's") {
    session.profiles.current_options.password_interval = 90;
    CHECK(session.run("PASSWORD INTERVAL(30)").empty());
    CHECK(session.user("U").password_interval == 30);
    CHECK(session.run("PASSWORD INTERVAL(91)") == Lines{"ICH08003I INTERVAL NOT IN RANGE 1-90"});
    CHECK(session.rc == 8);
    CHECK(session.run("PASSWORD NOINTERVAL") ==
          Lines{"ICH08007I NOT AUTHORIZED TO CHANGE PASSWORD/INTERVAL FOR U"});
    CHECK(session.run("PASSWORD USER(V) INTERVAL(30)") ==
          Lines{"ICH08007I NOT AUTHORIZED TO CHANGE PASSWORD/INTERVAL FOR V"});
    CHECK(session.rc == 4);
    session.as("IBMUSER");
    CHECK(session.run("PW USER(U NOBODY) NOINTERVAL") ==
          Lines{"ICH08001I NOBODY NOT DEFINED TO RACF"});
    CHECK(session.user("U").password_interval == 0);
    CHECK(session.run("LU U")[1].find("PASS-INTERVAL=N/A") != std::string::npos);
    CHECK(session.run("PW USER(U)") ==
          Lines{"PTKT015I The password of another user is set by ALTUSER."});
}

TEST_CASE("rules say what stands at each position") {
    using racf::matches_rule;
    CHECK(matches_rule("LENGTH(4) VCVC", "ABAB"));
    CHECK_FALSE(matches_rule("LENGTH(4) VCVC", "BABA"));
    CHECK_FALSE(matches_rule("LENGTH(4) VCVC", "ABABA"));
    CHECK(matches_rule("LENGTH(2:3) AN*", "#1"));
    CHECK(matches_rule("LENGTH(2:3) AN*", "#1!"));
    CHECK_FALSE(matches_rule("LENGTH(2:3) AN*", "#"));
    CHECK(matches_rule("LENGTH(7) LWcmv$s", "9Bbz1") == false);
    CHECK(matches_rule("LENGTH(7) LWcmv$s", "99bzE@!"));
    CHECK_FALSE(matches_rule("LENGTH(7) LWcmv$s", "9Abze@!"));
    CHECK(matches_rule("LENGTH(1) x", "!"));
    for (const std::string_view broken : {"", "LENGTH(4)", "LENGTH(4) ***", "LENGTH(5:4) ****",
                                          "LENGTH(a) *", "LENGTH() *", "WIDTH(1) *"})
        CHECK_FALSE(matches_rule(broken, "ABCD"));
}

TEST_CASE("one fitting rule is enough") {
    racf::Options options;
    const auto follows = [&](std::string_view text) {
        return racf::follows_rules(options, base::Secret(base::as_bytes(text)));
    };
    CHECK(follows("anything"));
    options.password_rules = {{1, "LENGTH(4) AAAA"}, {2, "LENGTH(4) NNNN"}};
    CHECK(follows("abcd"));
    CHECK(follows("1234"));
    CHECK_FALSE(follows("ab12"));
    options.mixed_case = true;
    CHECK_FALSE(follows("abcd"));
}
