#include <algorithm>

#include "common/racf/irrdbu00/loader.hpp"

// The end of an unload: what could not be placed as it came.
namespace ptkt::irrdbu00 {

namespace {

std::string unpacked(const std::array<char, 8>& name) {
    return {name.begin(), std::find(name.begin(), name.end(), '\0')};
}

}  // namespace

Loader::Answer Loader::finish() {
    for (const auto last : {&Loader::take_deferred, &Loader::add_late_members})
        if (auto done = (this->*last)(); !done || *done) return done;
    for (const auto put : {&Loader::put_group, &Loader::put_user, &Loader::put_resource})
        if (auto done = (this->*put)(); !done) return std::move(done).error();
    if (report_.groups + report_.users + report_.resources > 0) return std::optional<BadLine>();
    return base::with_hint(
        base::fail(base::ErrorKind::Malformed, "no record of a group, user or general resource"),
        "an unload of IRRDBU00 has lines that begin with 0100, 0200 and 0500");
}

/// Now every basic record has come, but for those of classes whose definition had not: first these,
/// then what belongs to them. What still has none never will.
Loader::Answer Loader::take_deferred() {
    auto basic = take_deferred_if(true);
    return !basic || *basic ? std::move(basic) : take_deferred_if(false);
}

Loader::Answer Loader::take_deferred_if(bool basic) {
    std::optional<BadLine> wrong;
    const auto done =
        deferred_.each([&](std::size_t number, std::string_view text) -> base::Status {
            if (wrong || text.starts_with("0500") != basic) return {};
            auto answer = take_line(number, text, false);
            if (!answer) return std::move(answer).error();
            wrong = std::move(*answer);
            return {};
        });
    if (!done) return done.error();
    return wrong;
}

/// Members whose user's records came first, or do not name the group.
Loader::Answer Loader::add_late_members() {
    for (const Membership& one : memberships_) {
        if (one.taken) continue;
        if (auto done = add_late_member(one); !done || *done) return done;
    }
    return std::optional<BadLine>();
}

Loader::Answer Loader::add_late_member(const Membership& member) {
    const std::string user = unpacked(member.user);
    const std::string group = unpacked(member.group);
    const auto id = racf::UserId::parse(user);
    auto found = id ? turn_to_user(*id) : base::Result<bool>(false);
    if (!found) return std::move(found).error();
    if (!*found) {
        constexpr base::Span kWhere{14, 8};
        return bad(member.line, "0102",
                   {kWhere,
                    fmt::format("GPMEM_MEMBER_ID '{}' of group {} has no 0200 record in the unload",
                                user, group),
                    {}});
    }
    const std::size_t before = user_->connections.size();
    connection_in(*user_, racf::GroupId::parse(group).value())->authority =
        static_cast<racf::GroupAuthority>(member.authority);
    report_.connections += user_->connections.size() - before;
    return std::optional<BadLine>();
}

}  // namespace ptkt::irrdbu00
