#include "common/racf/authorization/access.hpp"

#include "tests/support/store_fixture.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using authorization::Verdict;
using racf::Access;

namespace {

const base::Instant kNow = base::instant(1763805600);

/// An installation with class FACILITY active and generic, and the users KIM and LEE.
struct Scene : StoreFixture {
    Scene() : StoreFixture(kNow) {
        options_.active = {"FACILITY", "APPL", "DASDVOL", "SERVAUTH", "JESJOBS"};
        options_.generic = {"FACILITY"};
        options(options_);
        commit(racf::PutUser{user("KIM")});
        commit(racf::PutUser{user("LEE")});
    }

    [[nodiscard]] racf::Resource made(const std::string& cls, const std::string& name,
                                      Access uacc = Access::None) const {
        auto profile = resource(racf::ClassName::parse(cls).value(), name);
        profile.generic = name.find('*') != std::string::npos;
        profile.uacc = uacc;
        return profile;
    }
    void put(const racf::Resource& profile) const { commit(racf::PutResource{profile}); }

    /// The verdict and what it rests on.
    [[nodiscard]] std::string ask(const std::string& id, const std::string& cls,
                                  const std::string& resource, Access wanted = Access::Read) const {
        const auto who = store().user(racf::UserId::parse(id).value()).value().value();
        const auto decision = authorization::check_access(store(), store().options().value(),
                                                          {.user = who,
                                                           .group = who.default_group,
                                                           .cls = *racf::find_supplied_class(cls),
                                                           .resource = resource,
                                                           .wanted = wanted},
                                                          kNow);
        if (!decision) return "error: " + decision.error().what;
        return fmt::format("{} {}, {} in '{}'", authorization::to_string(decision->verdict),
                           racf::to_string(decision->access), decision->by, decision->profile);
    }

    racf::Options options_;
};

}  // namespace

TEST_CASE("the discrete profile decides, else the most specific generic one") {
    const Scene scene;
    scene.put(scene.made("FACILITY", "BPX.**", Access::Read));
    scene.put(scene.made("FACILITY", "BPX.SUPER*", Access::Update));
    auto discrete = scene.made("FACILITY", "BPX.SUPERUSER");
    discrete.permit("KIM", Access::Read);
    scene.put(discrete);
    CHECK(scene.ask("KIM", "FACILITY", "BPX.SUPERUSER") ==
          "granted READ, the user's entry in 'BPX.SUPERUSER'");
    CHECK(scene.ask("LEE", "FACILITY", "BPX.SUPERUSER") == "denied NONE, UACC in 'BPX.SUPERUSER'");
    CHECK(scene.ask("LEE", "FACILITY", "BPX.SUPERB") == "granted UPDATE, UACC in 'BPX.SUPER*'");
    CHECK(scene.ask("LEE", "FACILITY", "BPX.DAEMON", Access::Update) ==
          "denied READ, UACC in 'BPX.**'");
    CHECK(scene.ask("LEE", "FACILITY", "IRR.X") ==
          "not-protected NONE, no profile covers IRR.X in ''");
}

TEST_CASE("generic profiles count only where SETROPTS GENERIC is on") {
    Scene scene;
    scene.put(scene.made("FACILITY", "BPX.**", Access::Read));
    scene.options_.generic.clear();
    scene.options(scene.options_);
    CHECK(scene.ask("KIM", "FACILITY", "BPX.DAEMON") ==
          "not-protected NONE, no profile covers BPX.DAEMON: BPX.** is generic, and SETROPTS "
          "GENERIC(FACILITY) is not in effect in ''");
}

TEST_CASE("a class that is not active, or not RACLISTed as it must be, protects nothing") {
    const Scene scene;
    scene.put(scene.made("TIMS", "PART"));
    scene.put(scene.made("SERVAUTH", "NET"));
    CHECK(scene.ask("KIM", "TIMS", "PART") == "not-protected NONE, class TIMS is not active in ''");
    CHECK(scene.ask("KIM", "SERVAUTH", "NET") ==
          "not-protected NONE, class SERVAUTH is not RACLISTed in ''");
}

TEST_CASE("some classes refuse what no profile covers") {
    const Scene scene;
    CHECK(scene.ask("KIM", "JESJOBS", "SUBMIT.X") ==
          "denied NONE, no profile covers SUBMIT.X in ''");
}

TEST_CASE("the global access table grants before any profile is looked at, and never denies") {
    Scene scene;
    auto table = scene.made("GLOBAL", "FACILITY");
    table.members = {"BPX.**/READ", "BPX.SUPER*/NONE", "HOME.&RACUID/ALTER", "NONSENSE"};
    scene.put(table);
    scene.put(scene.made("FACILITY", "BPX.**"));
    const std::string denied = "denied NONE, UACC in 'BPX.**'";
    const std::string granted = "granted READ, the global access table in 'FACILITY'";
    CHECK(scene.ask("KIM", "FACILITY", "BPX.DAEMON") == denied);
    scene.options_.global = {"FACILITY"};
    scene.options(scene.options_);
    scene.refresh(racf::global_class());
    CHECK(scene.ask("KIM", "FACILITY", "BPX.DAEMON") == granted);
    CHECK(scene.ask("KIM", "FACILITY", "BPX.DAEMON", Access::Update) == denied);
    CHECK(scene.ask("KIM", "FACILITY", "BPX.SUPERUSER") == denied);
    CHECK(scene.ask("KIM", "FACILITY", "HOME.KIM", Access::Alter).starts_with("granted ALTER"));
    CHECK(scene.ask("KIM", "FACILITY", "HOME.LEE").starts_with("not-protected"));
    auto restricted = scene.user("KIM");
    restricted.restricted = true;
    scene.commit(racf::PutUser{restricted});
    CHECK(scene.ask("KIM", "FACILITY", "BPX.DAEMON") == denied);
}

TEST_CASE("a changed global access table counts after the refresh only") {
    Scene scene;
    auto table = scene.made("GLOBAL", "FACILITY");
    scene.put(table);
    scene.options_.global = {"FACILITY"};
    scene.options(scene.options_);
    scene.refresh(racf::global_class());
    table.members = {"BPX.DAEMON/READ"};
    scene.put(table);
    CHECK(scene.ask("KIM", "FACILITY", "BPX.DAEMON").starts_with("not-protected"));
    scene.refresh(racf::global_class());
    CHECK(scene.ask("KIM", "FACILITY", "BPX.DAEMON").starts_with("granted"));
}

TEST_CASE("OPERATIONS gives ALTER in the classes that know it, unless an entry names the user") {
    const Scene scene;
    auto operations = scene.user("KIM");
    operations.operations = true;
    scene.commit(racf::PutUser{operations});
    auto volume = scene.made("DASDVOL", "VOL001");
    scene.put(volume);
    scene.put(scene.made("FACILITY", "BPX.DAEMON"));
    CHECK(scene.ask("KIM", "DASDVOL", "VOL001", Access::Alter) ==
          "granted ALTER, OPERATIONS in 'VOL001'");
    CHECK(scene.ask("LEE", "DASDVOL", "VOL001") == "denied NONE, UACC in 'VOL001'");
    CHECK(scene.ask("KIM", "FACILITY", "BPX.DAEMON") == "denied NONE, UACC in 'BPX.DAEMON'");
    volume.permit("KIM", Access::None);
    scene.put(volume);
    CHECK(scene.ask("KIM", "DASDVOL", "VOL001") == "denied NONE, the user's entry in 'VOL001'");
}

TEST_CASE("group-OPERATIONS is the same for what lies in the scope of the group") {
    Scene scene;
    const auto group_id = [](const char* name) { return racf::GroupId::parse(name).value(); };
    const auto sys1 = group_id("SYS1");
    for (const char* name : {"OPS", "PAY"})
        scene.commit(
            racf::PutGroup{{group_id(name), sys1, name == std::string("OPS") ? "SYS1" : "KIM"}});
    auto clerk = scene.user("LEE");
    clerk.owner = "OPS";
    scene.commit(racf::PutUser{clerk});
    auto operations = scene.user("KIM");
    operations.connections.push_back({group_id("OPS"), "IBMUSER"});
    operations.connections.back().operations = true;
    scene.commit(racf::PutUser{operations});
    for (const char* owner : {"OPS", "LEE", "KIM", "PAY"}) {
        auto volume = scene.made("DASDVOL", std::string("OF") + owner);
        volume.owner = owner;
        scene.put(volume);
    }
    auto facility = scene.made("FACILITY", "BPX.DAEMON");
    facility.owner = "OPS";
    scene.put(facility);
    CHECK(scene.ask("KIM", "DASDVOL", "OFOPS", Access::Alter) ==
          "granted ALTER, group-OPERATIONS in 'OFOPS'");
    CHECK(scene.ask("KIM", "DASDVOL", "OFLEE", Access::Alter).starts_with("granted ALTER"));
    for (const char* outside : {"OFKIM", "OFPAY"})
        CHECK(scene.ask("KIM", "DASDVOL", outside).starts_with("denied NONE, UACC"));
    CHECK(scene.ask("LEE", "DASDVOL", "OFOPS").starts_with("denied NONE, UACC"));
    CHECK(scene.ask("KIM", "FACILITY", "BPX.DAEMON").starts_with("denied NONE, UACC"));
    // With NOGRPLIST it counts for the current connect group alone.
    scene.options_.grplist = false;
    scene.options(scene.options_);
    CHECK(scene.ask("KIM", "DASDVOL", "OFOPS").starts_with("denied NONE, UACC"));
    scene.options_.grplist = true;
    scene.options(scene.options_);
    operations.connections.back().revoked = true;
    scene.commit(racf::PutUser{operations});
    CHECK(scene.ask("KIM", "DASDVOL", "OFOPS").starts_with("denied NONE, UACC"));
}

TEST_CASE("a profile whose name covers the resource and yet never matches is named") {
    Scene scene;
    auto early = scene.made("FACILITY", "IRR.**", Access::Read);
    early.generic = false;
    scene.put(early);
    CHECK(
        scene.ask("KIM", "FACILITY", "IRR.X") ==
        "not-protected NONE, no profile covers IRR.X: IRR.** was defined before SETROPTS "
        "GENERIC(FACILITY), so it is discrete and matches nothing: RDELETE it with NOGENERIC, and "
        "RDEFINE it again in ''");
    scene.put(scene.made("APPL", "IMS*"));
    CHECK(scene.ask("KIM", "APPL", "IMSA") ==
          "not-protected NONE, no profile covers IMSA: IMS* is generic, and SETROPTS GENERIC(APPL) "
          "is not in effect in ''");
}

TEST_CASE("for IRRPTAUTH no profile, and no class that is active, is a refusal") {
    Scene scene;
    CHECK(scene.ask("KIM", "PTKTDATA", "IRRPTAUTH.IMSA.KIM") ==
          "denied NONE, class PTKTDATA is not active, and for IRRPTAUTH that is a refusal in ''");
    scene.options_.active.insert("PTKTDATA");
    scene.options_.raclist.insert("PTKTDATA");
    scene.options(scene.options_);
    auto early = scene.made("PTKTDATA", "IRRPTAUTH.IMSA.*", Access::Update);
    early.generic = false;
    scene.put(early);
    scene.refresh(racf::ptktdata_class());
    CHECK(scene.ask("KIM", "PTKTDATA", "IRRPTAUTH.IMSA.KIM")
              .starts_with(
                  "denied NONE, no profile covers IRRPTAUTH.IMSA.KIM, and for IRRPTAUTH that "
                  "is a refusal: IRRPTAUTH.IMSA.* was defined before SETROPTS "
                  "GENERIC(PTKTDATA)"));
    CHECK(scene.ask("KIM", "PTKTDATA", "IMSA").starts_with("not-protected"));
    scene.options_.generic.insert("PTKTDATA");
    scene.options(scene.options_);
    scene.put(scene.made("PTKTDATA", "IRRPTAUTH.IMSA.*", Access::Update));
    scene.refresh(racf::ptktdata_class());
    CHECK(scene.ask("KIM", "PTKTDATA", "IRRPTAUTH.IMSA.KIM").starts_with("granted UPDATE, UACC"));
}

TEST_CASE("a profile in warning mode grants what it would refuse") {
    const Scene scene;
    auto profile = scene.made("FACILITY", "BPX.DAEMON");
    profile.warning = true;
    scene.put(profile);
    CHECK(scene.ask("KIM", "FACILITY", "BPX.DAEMON") == "warning NONE, UACC in 'BPX.DAEMON'");
    CHECK(authorization::saf_codes(Verdict::Warned) == authorization::SafCodes{0, 0, 4});
}

TEST_CASE("a conditional entry gives nothing, since no condition of its kind can hold here") {
    const Scene scene;
    auto profile = scene.made("FACILITY", "BPX.DAEMON");
    profile.conditional.push_back({{"KIM", Access::Alter, 0}, "TERMINAL", "T1"});
    scene.put(profile);
    CHECK(scene.ask("KIM", "FACILITY", "BPX.DAEMON") == "denied NONE, UACC in 'BPX.DAEMON'");
}
