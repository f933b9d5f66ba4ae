#include <fmt/format.h>

#include "common/racf/diagnosis/precondition_list.hpp"
#include "common/racf/diagnosis/preconditions.hpp"

namespace ptkt::diagnosis {

namespace {

/// The commands of one product, in RACF's order.
class HostCommandList {
  public:
    explicit HostCommandList(std::string_view product) : product_(product) {}
    HostCommandList& add(std::string_view about, std::string command) {
        all_.push_back({product_, std::move(command), about});
        return *this;
    }
    [[nodiscard]] std::vector<HostCommand> take() { return std::move(all_); }

  private:
    std::string_view product_;
    std::vector<HostCommand> all_;
};

std::vector<HostCommand> racf_commands(const std::string& appl, const std::string& user,
                                       const std::string& group) {
    HostCommandList racf("RACF");
    racf.add("class, raclist, generic: shown", "SETROPTS LIST")
        .add("class, raclist", "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)")
        .add("profile, key: shown", fmt::format("RLIST PTKTDATA {} SSIGNON", appl))
        .add("profile", defining_command(appl))
        .add("key, key-quality", fmt::format("RALTER PTKTDATA {} SSIGNON(KEYMASKED(key))", appl))
        .add("generic: before IRRPTAUTH profiles are defined", "SETROPTS GENERIC(PTKTDATA)")
        .add("refresh: after each change", std::string(kRefreshPtktdata))
        .add("user, protected, revoked, group, hours: shown", fmt::format("LISTUSER {}", user))
        .add("user", fmt::format("ADDUSER {} PASSWORD(password)", user))
        .add("protected", fmt::format("ALTUSER {} PHRASE('phrase')", user))
        .add("revoked", fmt::format("ALTUSER {} RESUME", user))
        .add("group", fmt::format("CONNECT {} GROUP({})", user, group))
        .add("hours", fmt::format("ALTUSER {} WHEN(DAYS(ANYDAY) TIME(ANYTIME))", user))
        .add("appl: shown", fmt::format("RLIST APPL {} AUTHUSER", appl))
        .add("appl", fmt::format("PERMIT {} CLASS(APPL) ID({}) ACCESS(READ)", appl, user))
        .add("appl", "SETROPTS RACLIST(APPL) REFRESH")
        .add("irrptauth: shown", fmt::format("RLIST PTKTDATA IRRPTAUTH.{}.* AUTHUSER", appl))
        .add("irrptauth", fmt::format("RDEFINE PTKTDATA IRRPTAUTH.{}.* UACC(NONE)", appl))
        .add("irrptauth",
             fmt::format("PERMIT IRRPTAUTH.{}.* CLASS(PTKTDATA) ID(service) ACCESS(UPDATE)", appl))
        .add("irrptauth", std::string(kRefreshPtktdata));
    return racf.take();
}

/// Its rules are edited in the setting that the SET before them names.
std::vector<HostCommand> acf2_commands(const std::string& appl) {
    HostCommandList acf2("ACF2");
    acf2.add("profile, key", "SET PROFILE(PTKTDATA) DIVISION(SSIGNON)")
        .add("profile: shown", fmt::format("LIST LIKE({}-)", appl))
        .add("profile, key; MULT-USE would allow replays",
             fmt::format("INSERT {} SSKEY(key)", appl))
        .add("refresh", "F ACF2,REBUILD(PTK),CLASS(P)")
        .add("appl", "SET RESOURCE(SAF)")
        .add("appl: shown", fmt::format("LIST LIKE({}-)", appl))
        .add("appl", fmt::format("RECKEY {} ADD(UID(uid) SERVICE(READ) ALLOW)", appl))
        .add("appl", "F ACF2,REBUILD(SAF)")
        .add("irrptauth", "SET RESOURCE(PTK)")
        .add("irrptauth: shown", "LIST LIKE(IRRPTAUTH-)")
        .add(
            "irrptauth",
            fmt::format("RECKEY IRRPTAUTH ADD({}.- UID(service) SERVICE(UPDATE,READ) ALLOW)", appl))
        .add("irrptauth", "F ACF2,REBUILD(PTK),CLASS(R)");
    return acf2.take();
}

std::vector<HostCommand> top_secret_commands(const std::string& appl, const std::string& user) {
    HostCommandList tss("Top Secret");
    tss.add("profile, key; SIGNMULTI would allow replays",
            fmt::format("TSS ADDTO(NDT) PSTKAPPL({}) SESSKEY(key)", appl))
        .add("appl: shown", fmt::format("TSS WHOHAS APPL({})", appl))
        .add("appl", fmt::format("TSS PERMIT({}) APPL({})", user, appl))
        .add("irrptauth: shown", fmt::format("TSS WHOHAS PTKTDATA(IRRPTAUTH.{}.)", appl))
        .add("irrptauth: who owns the resource", "TSS ADDTO(department) PTKTDATA(IRRPTAUT)")
        .add("irrptauth",
             fmt::format("TSS PERMIT(service) PTKTDATA(IRRPTAUTH.{}.) ACCESS(READ,UPDATE)", appl))
        .add("refresh", "TSS REFRESH");
    return tss.take();
}

}  // namespace

std::vector<HostCommand> host_commands(const Intended& intended) {
    const std::string& appl = intended.appl.str();
    const std::string user = intended.user ? intended.user->str() : "user";
    const std::string group = intended.group ? intended.group->str() : "group";
    auto all = racf_commands(appl, user, group);
    for (auto& more : {acf2_commands(appl), top_secret_commands(appl, user)})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace ptkt::diagnosis
