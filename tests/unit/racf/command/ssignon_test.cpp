// SSIGNON of RDEFINE and RALTER: keys, their kinds, and what becomes of a rotation.
#include "common/base/text/hex.hpp"
#include "common/racf/model/key_roles.hpp"
#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;
using Lines = std::vector<std::string>;

TEST_CASE("the three ways to give a legacy key replace each other") {
    CommandSession session;
    session.run(
        "RDEFINE PTKTDATA A SSIGNON(KEYLABEL(MY.KEY) EPTKEYLABEL(MY.HMAC) TYPE(UPPER) "
        "TIMEOUT(120) REPLAY(YES))");
    const auto ssignon = [&] { return *session.resource("PTKTDATA", "A").ssignon; };
    CHECK(ssignon().legacy->form == racf::LegacyKeyForm::Label);
    CHECK(ssignon().legacy->label == "MY.KEY");
    CHECK(ssignon().enhanced_label == "MY.HMAC");
    CHECK(ssignon().type == racf::TicketType::Upper);
    CHECK(ssignon().timeout == base::Seconds(120));
    CHECK(ssignon().replay == true);

    session.run("RALTER PTKTDATA A SSIGNON(KEYENCRYPTED(E001193519561977))");
    const std::string label = "IRR.SSIGNON.LOCAL.05012026.102030.000001";
    CHECK(ssignon().legacy->form == racf::LegacyKeyForm::Encrypted);
    CHECK(ssignon().legacy->label == label);
    REQUIRE(session.profiles.vault.contains(label));
    CHECK(base::to_hex(session.profiles.vault.at(label).view()) == "E001193519561977");
    CHECK(ssignon().enhanced_label == "MY.HMAC");

    session.run("RALTER PTKTDATA A SSIGNON(KEYMASKED(0123456789ABCDEF))");
    CHECK(ssignon().legacy->form == racf::LegacyKeyForm::Masked);
    CHECK(ssignon().legacy->label.empty());
    CHECK_FALSE(ssignon().legacy->sealed.empty());

    session.run("RALTER PTKTDATA A SSIGNON(NOLEGACYKEY NOTYPE NOTIMEOUT NOREPLAY)");
    CHECK_FALSE(ssignon().legacy.has_value());
    CHECK(ssignon().enhanced_label == "MY.HMAC");
    CHECK(ssignon().effective_type() == racf::TicketType::Mixed);
    CHECK(ssignon().effective_timeout() == base::Seconds(60));
    CHECK_FALSE(ssignon().effective_replay());

    session.run("RALTER PTKTDATA A SSIGNON(NOEPTKEYLABEL)");
    CHECK(ssignon().enhanced_label.empty());
    session.run("RALTER PTKTDATA A NOSSIGNON");
    CHECK_FALSE(session.resource("PTKTDATA", "A").ssignon.has_value());
}

TEST_CASE("encrypted keys of one second have labels of their own, also in another process") {
    CommandSession session;
    session.run("RDEFINE PTKTDATA (A B) SSIGNON(KEYENCRYPTED(E001193519561977))");
    CommandSession other;
    for (const auto& [label, key] : session.profiles.vault)
        other.profiles.vault.emplace(label, key.clone());
    other.run("RDEFINE PTKTDATA C SSIGNON(KEYENCRYPTED(E001193519561977))");
    CHECK(session.profiles.vault.size() == 2);
    CHECK(other.profiles.vault.size() == 3);
    CHECK(other.resource("PTKTDATA", "C").ssignon->legacy->label.ends_with(".000003"));
}

TEST_CASE("a label under which there is no key yet is remarked on") {
    CommandSession session;
    session.profiles.vault.emplace("MY.KEY", base::Secret());
    CHECK(session.run("RDEFINE PTKTDATA A SSIGNON(KEYLABEL(MY.KEY) EPTKEYLABEL(MY.HMAC))") ==
          Lines{"PTKT016I The key vault has no key MY.HMAC yet."});
    CHECK(session.rc == 0);
}

TEST_CASE("a command that sets a key ends the rotation of its kind, and says so") {
    CommandSession session;
    session.run("RDEFINE PTKTDATA A SSIGNON(KEYMASKED(E001193519561977) EPTKEYLABEL(MY.HMAC))");
    const std::pair place{racf::ptktdata_class(), racf::ProfileName::parse("A").value()};
    auto& rotation = session.profiles.resources.at(place).ssignon->rotation;
    const base::Instant later = session.context.now + base::Seconds(600);
    rotation.next = racf::StagedKey{{{}, "PTKT.ROTATED.A.2"}, {}, {}, later, {}};
    const racf::ProfileKey legacy =
        racf::active_key(*session.resource("PTKTDATA", "A").ssignon, false);
    rotation.previous = {{{{}, "PTKT.ROTATED.A.1"}, later}, {legacy, later}};
    CHECK(session.run("RALTER PTKTDATA A SSIGNON(TIMEOUT(30))").empty());
    CHECK(session.run("RALTER PTKTDATA A SSIGNON(EPTKEYLABEL(MY.HMAC2))") ==
          Lines{"PTKT016I The key vault has no key MY.HMAC2 yet.",
                "PTKT017I The rotation of the enhanced key of A has ended: its next and previous "
                "keys are dropped."});
    const racf::Ssignon& left = *session.resource("PTKTDATA", "A").ssignon;
    CHECK_FALSE(left.rotation.next.has_value());
    CHECK(left.rotation.previous.size() == 1);
    CHECK(left.rotation.retired == Lines{"PTKT.ROTATED.A.2", "PTKT.ROTATED.A.1"});
    CHECK(left.enhanced_since == session.context.now);
}

TEST_CASE("NOSSIGNON forgets no package that was used, and leaves no made key in the vault") {
    CommandSession session;
    session.run("RDEFINE PTKTDATA A SSIGNON(EPTKEYLABEL(PTKT.ROTATED.A.7))");
    const std::pair place{racf::ptktdata_class(), racf::ProfileName::parse("A").value()};
    auto& rotation = session.profiles.resources.at(place).ssignon->rotation;
    rotation.number = 7;
    rotation.packages = {{"one", session.context.now + base::Seconds(600)}};
    rotation.last_package = session.context.now;
    const racf::Rotation before = rotation;
    CHECK(session.run("RALTER PTKTDATA A NOSSIGNON").empty());
    const racf::Rotation& left = session.resource("PTKTDATA", "A").ssignon->rotation;
    CHECK(left.number == 7);
    CHECK(left.packages == before.packages);
    CHECK(left.last_package == before.last_package);
    CHECK(left.retired == Lines{"PTKT.ROTATED.A.7"});
    CHECK_THAT(session.text("RLIST PTKTDATA A SSIGNON"),
               Catch::Matchers::Contains("NO SSIGNON INFORMATION"));
    session.run("RALTER PTKTDATA A SSIGNON(EPTKEYLABEL(MY.HMAC))");
    CHECK(session.resource("PTKTDATA", "A").ssignon->rotation.packages == before.packages);
}

TEST_CASE("SSIGNON is refused where it could never be used") {
    CommandSession session;
    CHECK(session.run("RDEFINE APPL A SSIGNON(KEYMASKED(E001193519561977))") ==
          Lines{"PTKT004I SSIGNON has no meaning in class APPL; it is for PTKTDATA."});
    CHECK(session.rc == 8);
    CHECK_FALSE(session.has_resource("APPL", "A"));
    session.run("SETROPTS GENERIC(PTKTDATA)");
    CHECK(session.run("RDEFINE PTKTDATA A* SSIGNON(KEYMASKED(E001193519561977))") ==
          Lines{"PTKT006I The key of A* is never used: profiles with keys must be discrete."});
    CHECK(session.rc == 0);
}

TEST_CASE("IRRPTAUTH profiles of the longest names fit in PTKTDATA") {
    CommandSession session;
    session.run("SETROPTS GENERIC(PTKTDATA)");
    CHECK(session.run("RDEFINE PTKTDATA IRRPTAUTH.APPLNAME.USERID12 UACC(NONE)").empty());
    CHECK(session.run("RDEFINE PTKTDATA IRRPTAUTH.APPLNAME.*").empty());
    CHECK(session.resource("PTKTDATA", "IRRPTAUTH.APPLNAME.*").generic);
}
