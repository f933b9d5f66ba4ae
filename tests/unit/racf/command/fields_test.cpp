// Every field that an operand sets by itself is set, taken back and listed.
#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/model/user_table.hpp"
#include "tests/support/command_session.hpp"
#include "tests/support/filled_profile.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using racf::ValueKind;

namespace {

/// What an operand may have in its parentheses.
std::string value_of(const racf::ValueSpec& spec) {
    switch (spec.kind) {
        case ValueKind::None:
            return "";
        case ValueKind::Number:
            return "(" + std::to_string(spec.high) + ")";
        case ValueKind::UserId:
        case ValueKind::UserOrGroup:
            return "(IBMUSER)";
        case ValueKind::Choice:
            return "(" + std::string(spec.words.first->name) + ")";
        default:
            return "('X')";
    }
}

/// Gives each operand by itself, then takes it back, by a command that alters the profile.
template <typename Profile, std::size_t N, typename Look>
void check_operands(test::CommandSession& session, const std::string& command,
                    const racf::Field<Profile> (&fields)[N], Look look) {
    for (const racf::Field<Profile>& field : fields) {
        const racf::Given& given = field.given;
        const bool has_place = !std::holds_alternative<std::monostate>(field.place);
        if (given.operand.name.empty() || given.by_hand || !has_place) continue;
        if (given.offered == racf::Offered::Add) continue;
        const std::string name(given.operand.name);
        INFO(command << ' ' << name);
        std::string change = name + value_of(given.operand.value);
        std::string back = given.no.empty() ? "" : "NO" + name;
        if (field.standard) std::swap(change, back);
        const Profile before = look();
        session.run(command + " " + change);
        CHECK(session.rc == 0);
        CHECK_FALSE(look() == before);
        if (back.empty()) continue;
        session.run(command + " " + back);
        CHECK(session.rc == 0);
        CHECK(look() == before);
    }
}

/// The labels of all fields that have a word, a line or a heading of their own.
template <typename Profile, std::size_t N>
void check_labels(const std::string& text, const racf::Field<Profile> (&fields)[N]) {
    for (const racf::Field<Profile>& field : fields) {
        INFO(field.key << " in " << text);
        CHECK(text.find(field.listed.label) != std::string::npos);
    }
}

}  // namespace

TEST_CASE("each operand sets its field, and NOxxx takes it back") {
    test::CommandSession session;
    session.run("ADDGROUP G\nADDUSER U OWNER(SYS1)\nCONNECT U GROUP(G) OWNER(SYS1)");
    session.run("RDEFINE FACILITY A.B OWNER(SYS1)\nALTUSER IBMUSER AUDITOR");
    check_operands(session, "ALTUSER U", racf::kUserFields, [&] { return session.user("U"); });
    check_operands(session, "CONNECT U GROUP(G)", racf::kConnectionFields,
                   [&] { return session.user("U").connections.back(); });
    check_operands(session, "RALTER FACILITY A.B", racf::kResourceFields, [&] {
        auto profile = session.resource("FACILITY", "A.B");
        profile.changed = {};
        return profile;
    });
    session.run("ALTGROUP G OWNER(SYS1)");
    check_operands(session, "ALTGROUP G", racf::kGroupFields, [&] { return session.group("G"); });
}

TEST_CASE("each field with a label of its own is listed") {
    test::CommandSession session;
    session.run("ADDGROUP G\nADDUSER U DFLTGRP(G)\nRDEFINE FACILITY A.B");
    auto& user = session.profiles.users.at(racf::UserId::parse("U").value());
    test::fill(user, racf::kUserFields);
    user.revoke_date.reset();
    user.resume_date.reset();
    test::fill(user.connections.front(), racf::kConnectionFields);
    test::fill(session.profiles.groups.at(racf::GroupId::parse("G").value()), racf::kGroupFields);
    check_labels(session.text("LISTUSER U"), racf::kUserFields);
    check_labels(session.text("LISTUSER U"), racf::kConnectionFields);
    check_labels(session.text("LISTGRP G"), racf::kGroupFields);
    check_labels(session.text("RLIST FACILITY A.B ALL"), racf::kResourceFields);
}
