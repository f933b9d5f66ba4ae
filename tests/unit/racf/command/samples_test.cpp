// The commands that IMS's topic "Securing IMS-to-IMS TCP/IP connections" prints, as whole sessions.
#include <fstream>
#include <iterator>

#include "common/base/text/hex.hpp"
#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using test::CommandSession;

namespace {

std::string sample(const std::string& name) {
    std::ifstream file(std::string(PTKT_TESTS_DIR) + "/samples/" + name);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::string kReminder =
    "WILL NOT REFLECT THE ADDITION(S) UNTIL A SETROPTS REFRESH IS ISSUED.\n";

const std::string kListingHead = R"(CLASS      NAME
-----      ----
APPL       APPLI2I

LEVEL  OWNER      UNIVERSAL ACCESS  YOUR ACCESS  WARNING
-----  --------   ----------------  -----------  -------
 00    IBMUSER         NONE               NONE    NO

INSTALLATION DATA
-----------------
NONE

APPLICATION DATA
----------------
NONE

AUDITING
--------
FAILURES(READ)

NOTIFY
------
NO USER TO BE NOTIFIED

USER      ACCESS   ACCESS COUNT
----      ------   ------ -----
)";

const std::string kListingTail = R"(
   ID     ACCESS   ACCESS COUNT   CLASS      ENTITY NAME
-------- -------  ------------   --------   -----------
NO ENTRIES IN CONDITIONAL ACCESS LIST
)";

}  // namespace

TEST_CASE("the sender's commands define the key and refresh the class") {
    CommandSession session;
    CHECK(session.text(sample("seed-sender.racf")) ==
          "ICH14063I SETROPTS command complete.\n"
          "ICH14063I SETROPTS command complete.\n"
          "ICH10006I RACLISTED PROFILES FOR PTKTDATA " +
              kReminder + "ICH14063I SETROPTS command complete.\n");
    CHECK(session.highest == 0);
    CHECK(session.profiles.current_options.is_active("PTKTDATA"));
    CHECK(session.profiles.snapshots == std::vector<std::string>{"+PTKTDATA", "+PTKTDATA"});
    const racf::Resource& profile = session.resource("PTKTDATA", "APPLI2I");
    CHECK(profile.uacc == racf::Access::None);
    REQUIRE(profile.ssignon.has_value());
    REQUIRE(profile.ssignon->legacy.has_value());
    CHECK(profile.ssignon->legacy->form == racf::LegacyKeyForm::Masked);
    base::Bytes key = profile.ssignon->legacy->sealed;
    for (base::Byte& byte : key)
        byte ^= test::OpenSecretKeeper::kMask;
    CHECK(base::to_hex(key) == "E001193519561977");
}

TEST_CASE("the receiver's commands let USER0002 alone use the application") {
    CommandSession session;
    CHECK(
        session.text(sample("seed-receiver.racf")) ==
        "IKJ56702I INVALID USERID, USER0001\n"
        "IKJ56702I INVALID USERID, USER0002\n"
        "ICH14063I SETROPTS command complete.\n"
        "ICH14063I SETROPTS command complete.\n"
        "ICH10006I RACLISTED PROFILES FOR PTKTDATA " +
            kReminder + "ICH10006I RACLISTED PROFILES FOR PTKTDATA " + kReminder +
            "ICH14063I SETROPTS command complete.\n"
            "ICH14063I SETROPTS command complete.\n"
            "ICH14063I SETROPTS command complete.\n"
            "ICH10006I RACLISTED PROFILES FOR APPL " +
            kReminder +
            "ICH06011I RACLISTED PROFILES FOR APPL WILL NOT REFLECT THE UPDATE(S) UNTIL A SETROPTS "
            "REFRESH IS ISSUED\n"
            "ICH14063I SETROPTS command complete.\n" +
            kListingHead + "USER0002  READ        000000\n" + kListingTail);
    CHECK(session.highest == 8);
    CHECK(session.rc == 0);
    CHECK(session.resource("PTKTDATA", "APPLI2I.USER0002").appldata == "NO REPLAY PROTECTION");
    CHECK(session.user("USER0001").segments.at("TSO").at("PROC") == "TPROC02");
    CHECK(session.user("USER0002").password->hash == "hash:USER0002");
}

TEST_CASE("the second time the receiver's users are deleted and added again") {
    CommandSession session;
    session.run(sample("seed-receiver.racf"));
    const auto said = session.text(sample("seed-receiver.racf"));
    CHECK(said.find("IKJ56702I") == std::string::npos);
    CHECK(said.find("ICH10102I APPLI2I ALREADY DEFINED TO CLASS PTKTDATA.\n") != std::string::npos);
    CHECK(session.highest == 4);
}

TEST_CASE("the receiver's commands as printed fail where the text has its slips") {
    CommandSession session;
    const std::string no_key =
        "IKJ56702I INVALID KEYMASKED VALUE\n"
        "IKJ56701I MISSING KEYMASKED VALUE+\n"
        "IKJ56701I MISSING KEY OF 16 HEXADECIMAL DIGITS\n";
    CHECK(session.text(sample("seed-receiver-verbatim.racf")) ==
          "IKJ56702I INVALID USERID, USER001\n"
          "IKJ56702I INVALID USERID, USER002\n"
          "ICH14063I SETROPTS command complete.\n"
          "ICH14063I SETROPTS command complete.\n" +
              no_key + no_key +
              "ICH14063I SETROPTS command complete.\n"
              "ICH14063I SETROPTS command complete.\n"
              "ICH14063I SETROPTS command complete.\n"
              "ICH10006I RACLISTED PROFILES FOR APPL " +
              kReminder +
              "ICH06007I USER0002 NOT DEFINED TO RACF\n"
              "ICH14063I SETROPTS command complete.\n" +
              kListingHead + "NO USERS IN ACCESS LIST\n" + kListingTail);
    CHECK(session.highest == 8);
    CHECK_FALSE(session.has_resource("PTKTDATA", "APPLI2I"));
}
