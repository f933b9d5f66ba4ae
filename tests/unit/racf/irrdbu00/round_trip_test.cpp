// What is unloaded and loaded again is the same, but keys, values of passwords and the time of day.
#include <random>

#include "common/racf/irrdbu00/loader.hpp"
#include "common/racf/irrdbu00/unload.hpp"
#include "tests/support/memory_profiles.hpp"
#include "tests/support/rounds.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

constexpr std::int64_t kDay = 86400;

std::string unloaded(const racf::Profiles& profiles) {
    std::string text;
    const auto altered = irrdbu00::unload(profiles, [&](std::string_view lines) {
        text += lines;
        return base::Status();
    });
    REQUIRE(altered.ok());
    CHECK(altered->empty());
    return text;
}

irrdbu00::LoadReport load(const std::vector<std::string>& lines, test::MemoryProfiles& into) {
    irrdbu00::Loader loader(into, [&](racf::Change change) {
        std::vector<racf::Change> changes;
        changes.push_back(std::move(change));
        return into.commit(std::move(changes));
    });
    for (const std::string& line : lines) {
        const auto wrong = loader.line(line);
        REQUIRE(wrong.ok());
        INFO(line);
        REQUIRE_FALSE(wrong->has_value());
    }
    const auto done = loader.finish();
    REQUIRE(done.ok());
    REQUIRE_FALSE(done->has_value());
    return loader.report();
}

/// Lists in an order that does not depend on that of the records.
void by_name(racf::User& user) {
    std::ranges::sort(user.connections, {}, [](const auto& one) { return one.group.str(); });
    std::ranges::sort(user.clauth);
}
void by_name(racf::Resource& resource) {
    std::ranges::sort(resource.access, {}, &racf::AccessEntry::id);
    std::ranges::sort(resource.conditional, {}, &racf::ConditionalEntry::condition);
    std::ranges::sort(resource.members);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// Profiles of all kinds, from one seed.
class Random {
  public:
    explicit Random(unsigned seed) : random_(seed) {}

    void fill(test::MemoryProfiles& profiles) {
        for (const char* id : {"SYS1", "PAYROLL", "DEV#1", "G2345678"})
            groups_.push_back(racf::GroupId::parse(id).value());
        for (std::size_t i = 0; i < groups_.size(); ++i)
            profiles.groups.insert_or_assign(groups_[i], group(i));
        for (const char* id : {"IBMUSER", "KIM", "LEE", "U$ER0001", "12345"}) {
            const auto name = racf::UserId::parse(id).value();
            profiles.users.insert_or_assign(name, user(name));
        }
        for (const char* cls : {"APPL", "FACILITY", "GLOBAL", "GIMS", "PTKTDATA", "STARTED"})
            for (const char* name : {"A", "IMS%.**", "LONG.NAME.OF.A.PROFILE"})
                add(profiles, resource(cls, name));
    }

  private:
    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
    bool coin() { return below(2) == 0; }
    std::string text(std::size_t longest) {
        static constexpr std::string_view kLetters = "ABC abc 123 '\"()=,.-/*\xC3\xA4\xE2\x82\xAC";
        static constexpr std::size_t kAscii = kLetters.size() - 5;
        std::string out;
        for (std::size_t left = below(longest + 1); left > 0; --left) {
            const std::size_t pick = below(kAscii + 2);
            out += pick < kAscii    ? kLetters.substr(pick, 1)
                   : pick == kAscii ? kLetters.substr(kAscii, 2)
                                    : kLetters.substr(kAscii + 2);
        }
        out.erase(out.find_last_not_of(' ') + 1);
        return out;
    }
    std::string word(std::size_t longest) {
        std::string out;
        for (std::size_t left = 1 + below(longest); left > 0; --left)
            out += static_cast<char>('A' + below(26));
        return out;
    }
    base::Instant day() { return base::instant(static_cast<std::int64_t>(below(25'000)) * kDay); }
    base::Instant moment() { return day() + base::Seconds(below(kDay)); }
    template <typename T>
    std::optional<T> maybe(T value) {
        return coin() ? std::optional<T>(value) : std::nullopt;
    }
    racf::Access access() { return static_cast<racf::Access>(below(6)); }

    racf::Group group(std::size_t i) {
        racf::Group group{groups_[i]};
        if (i > 0) group.superior = groups_[below(i)];
        group.owner = word(8);
        group.created = day();
        group.installation_data = text(255);
        group.model = word(44);
        group.terminal_uacc = coin();
        group.universal = coin();
        if (coin()) group.segments["OMVS"]["GID"] = std::to_string(below(1U << 31U));
        return group;
    }

    racf::User user(const racf::UserId& id) {
        racf::User user{id, text(20), word(8), groups_[below(groups_.size())]};
        user.created = day();
        for (bool racf::User::*flag :
             {&racf::User::special, &racf::User::operations, &racf::User::auditor,
              &racf::User::roaudit, &racf::User::restricted, &racf::User::adsp, &racf::User::grpacc,
              &racf::User::oidcard, &racf::User::uaudit, &racf::User::revoked})
            user.*flag = coin();
        user.revoke_date = maybe(day());
        user.resume_date = maybe(day());
        user.last_access = maybe(moment());
        user.failures = static_cast<std::int64_t>(below(256));
        add_passwords(user);
        user.installation_data = text(255);
        user.model = word(44);
        user.seclabel = word(8);
        if (coin()) user.clauth = {"APPL", "USER"};
        for (const racf::GroupId& group : groups_)
            if (coin()) user.connections.push_back(connection(group));
        if (coin()) std::reverse(user.connections.begin(), user.connections.end());
        add_segments(user);
        return user;
    }

    /// Values that are not known, as an unload leaves them. The interval of a user who needs no
    /// password means nothing.
    void add_passwords(racf::User& user) {
        if (coin()) user.password = racf::StoredPassword{{}, maybe(day()), {}};
        if (coin()) user.phrase = racf::StoredPassword{{}, maybe(day()), {}};
        if (!user.is_protected())
            user.password_interval = maybe(static_cast<std::int64_t>(below(255)));
    }

    void add_segments(racf::User& user) {
        if (coin()) {
            user.segments["TSO"];
            for (const char* field : {"ACCTNUM", "COMMAND", "DEST", "PROC"})
                if (coin()) user.segments["TSO"][field] = word(8);
            for (const char* field : {"SIZE", "MAXSIZE"})
                if (coin()) user.segments["TSO"][field] = std::to_string(below(2096128));
            if (coin()) user.segments["TSO"]["SYSOUTCLASS"] = word(1);
        }
        if (!coin()) return;
        user.segments["OMVS"]["UID"] = std::to_string(below(3));
        if (coin()) user.segments["OMVS"]["HOME"] = "/u/" + word(1000);
        if (coin()) user.segments["OMVS"]["MEMLIMIT"] = "16M";
        if (coin()) user.segments["OMVS"]["CPUTIMEMAX"] = std::to_string(below(1U << 31U));
    }

    racf::Connection connection(const racf::GroupId& group) {
        racf::Connection connection{group, word(8)};
        connection.authority = static_cast<racf::GroupAuthority>(below(4));
        connection.uacc = access();
        connection.connected = day();
        connection.last_connect = maybe(moment());
        connection.connects = static_cast<std::int64_t>(below(65536));
        for (bool racf::Connection::*flag :
             {&racf::Connection::special, &racf::Connection::operations, &racf::Connection::auditor,
              &racf::Connection::adsp, &racf::Connection::grpacc, &racf::Connection::revoked})
            connection.*flag = coin();
        connection.revoke_date = maybe(day());
        connection.resume_date = maybe(day());
        return connection;
    }

    racf::Resource resource(const std::string& cls, const std::string& name) {
        racf::Resource resource{racf::ClassName::parse(cls).value(),
                                racf::ProfileName::parse(name).value()};
        resource.generic = name.find('*') != std::string::npos;
        resource.owner = word(8);
        resource.uacc = access();
        resource.level = static_cast<int>(below(100));
        resource.warning = coin();
        resource.appldata = text(255);
        resource.installation_data = text(255);
        resource.notify = coin() ? word(8) : "";
        resource.audit = {maybe(access()), maybe(access())};
        resource.global_audit = {maybe(access()), maybe(access())};
        resource.created = day();
        resource.changed = day();
        if (cls == "GLOBAL" || cls == "GIMS") {
            resource.members = {"A.B/READ", "C" + word(100), "D/"};
        }
        for (std::uint64_t left = below(20); left > 0; --left)
            resource.permit(coin() ? word(8) : "*", access());
        for (racf::AccessEntry& entry : resource.access)
            entry.count = static_cast<std::int64_t>(below(65536));
        if (coin()) resource.conditional.push_back({{word(8), access(), 7}, "TERMINAL", word(8)});
        if (coin())
            resource.conditional.push_back({{"*", access(), 0}, "CRITERIA", "SQL" + word(8)});
        if (cls == "PTKTDATA" && coin()) resource.ssignon = ssignon();
        if (cls == "STARTED") {
            resource.segments["STDATA"] = {{"USER", "=MEMBER"}, {"TRUSTED", coin() ? "YES" : "NO"}};
        }
        return resource;
    }

    racf::Ssignon ssignon() {
        racf::Ssignon ssignon;
        ssignon.enhanced_label = coin() ? "A.LABEL" : "";
        ssignon.type = maybe(coin() ? racf::TicketType::Upper : racf::TicketType::Mixed);
        ssignon.timeout = maybe(base::Seconds(1 + below(600)));
        ssignon.replay = maybe(coin());
        return ssignon;
    }

    static void add(test::MemoryProfiles& profiles, racf::Resource resource) {
        const test::MemoryProfiles::Key key{resource.cls, resource.name};
        profiles.resources.insert_or_assign(key, std::move(resource));
    }

    std::mt19937_64 random_;
    std::vector<racf::GroupId> groups_;
};

/// An unload has the values that listings show, so defaults come back as values of their own.
void fill_defaults(test::MemoryProfiles& profiles) {
    const std::int64_t interval = profiles.current_options.password_interval;
    for (auto& [id, user] : profiles.users) {
        if (user.password && !user.password_interval) user.password_interval = interval;
        if (const auto tso = user.segments.find("TSO"); tso != user.segments.end())
            tso->second.merge(racf::Segment{{"SIZE", "0"}, {"MAXSIZE", "0"}, {"USERDATA", "0000"}});
    }
    for (auto& [name, resource] : profiles.resources) {
        if (resource.ssignon) {
            if (!resource.ssignon->enhanced_label.empty())
                resource.ssignon->type = resource.ssignon->effective_type();
            resource.ssignon->timeout = resource.ssignon->effective_timeout();
            resource.ssignon->replay = resource.ssignon->effective_replay();
        }
        if (const auto task = resource.segments.find("STDATA"); task != resource.segments.end())
            task->second.merge(
                racf::Segment{{"TRUSTED", "NO"}, {"PRIVILEGED", "NO"}, {"TRACE", "NO"}});
    }
}

void check_equal(test::MemoryProfiles& a, const test::MemoryProfiles& b) {
    fill_defaults(a);
    CHECK((a.groups == b.groups));
    CHECK((a.users == b.users));
    CHECK((a.resources == b.resources));
}

}  // namespace

TEST_CASE("what is unloaded and loaded is the same") {
    for (unsigned seed = 0; seed < 50; ++seed) {
        INFO("seed " << seed);
        test::MemoryProfiles from;
        Random(seed).fill(from);
        test::MemoryProfiles into;
        const auto report = load(lines_of(unloaded(from)), into);
        check_equal(from, into);
        CHECK(report.users == from.users.size());
        CHECK(report.groups == from.groups.size());
        CHECK(report.resources == from.resources.size());
        CHECK(report.other_records.empty());
    }
}

TEST_CASE("an unload sorted by record type, or with users in front of groups, loads the same") {
    test::MemoryProfiles from;
    Random(4711).fill(from);
    auto lines = lines_of(unloaded(from));
    const auto type_of = [](const std::string& line) { return line.substr(0, 4); };
    std::stable_sort(lines.begin(), lines.end(),
                     [&](const auto& a, const auto& b) { return type_of(a) < type_of(b); });
    test::MemoryProfiles by_type;
    load(lines, by_type);
    check_equal(from, by_type);
    const auto first_user =
        std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line[1] == '2'; });
    std::rotate(lines.begin(), first_user, lines.end());
    test::MemoryProfiles users_first;
    load(lines, users_first);
    check_equal(from, users_first);
}

TEST_CASE("the order of an unload does not matter: reversed or shuffled it loads the same") {
    test::MemoryProfiles from;
    Random(4712).fill(from);
    for (auto& [id, user] : from.users)
        by_name(user);
    for (auto& [name, resource] : from.resources)
        by_name(resource);
    auto lines = lines_of(unloaded(from));
    std::mt19937_64 random(7);
    std::reverse(lines.begin(), lines.end());
    for (std::uint64_t left = static_cast<std::uint64_t>(tests::rounds(20)); left > 0; --left) {
        test::MemoryProfiles into;
        load(lines, into);
        for (auto& [id, user] : into.users)
            by_name(user);
        for (auto& [name, resource] : into.resources)
            by_name(resource);
        check_equal(from, into);
        std::shuffle(lines.begin(), lines.end(), random);
    }
}

TEST_CASE("the four states of USBD_NOPWD go through load and unload") {
    struct Row {
        const char* word;
        bool password, phrase, oidcard;
    };
    for (const Row& row : {Row{"PRO", false, false, false}, Row{"NO", true, false, false},
                           Row{"PHR", false, true, false}, Row{"YES", false, false, true}}) {
        INFO(row.word);
        RecordWriter record("0200");
        record.text("USBD_NAME", "KIM")
            .text("USBD_DEFGRP_ID", "SYS1")
            .number("USBD_PWD_INTERVAL", 60)
            .text("USBD_NOPWD", row.word)
            .flag("USBD_OIDCARD", row.oidcard);
        test::MemoryProfiles into;
        load({record.line()}, into);
        const auto& kim = into.users.at(racf::UserId::parse("KIM").value());
        CHECK(kim.password.has_value() == row.password);
        CHECK(kim.phrase.has_value() == row.phrase);
        CHECK(kim.is_protected() == (std::string_view(row.word) == "PRO"));
        CHECK(kim.password_interval.has_value() == !kim.is_protected());
        const auto lines = lines_of(unloaded(into));
        const auto again = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
            return line.starts_with("0200 KIM");
        });
        REQUIRE(again != lines.end());
        CHECK(again->substr(390, 4) == fmt::format("{:<4}", row.word));
    }
}

TEST_CASE("values of passwords and keys are left out, each by name") {
    test::MemoryProfiles from;
    auto& user = from.users.at(racf::UserId::parse("IBMUSER").value());
    user.password = racf::StoredPassword{"hash", std::nullopt, {}};
    user.phrase = racf::StoredPassword{"hash", base::instant(0), {}};
    racf::Resource keyed{racf::ptktdata_class(), racf::ProfileName::parse("IMSA").value()};
    keyed.ssignon.emplace();
    keyed.ssignon->legacy = racf::LegacyKey{racf::LegacyKeyForm::Masked, {1, 2, 3}, {}};
    keyed.ssignon->enhanced_label = "PTKT.IMSA";
    from.resources.insert_or_assign({keyed.cls, keyed.name}, keyed);
    const std::string text = unloaded(from);
    CHECK(text.find("hash") == std::string::npos);
    test::MemoryProfiles into;
    const auto report = load(lines_of(text), into);
    std::vector<std::string> told;
    for (const auto& one : report.left_out)
        told.push_back(one.what + " " + one.name);
    CHECK(told == std::vector<std::string>{"password IBMUSER", "phrase IBMUSER",
                                           "legacy key PTKTDATA IMSA",
                                           "enhanced key PTKTDATA IMSA"});
    const auto& loaded = into.users.at(user.id);
    CHECK(loaded.password == racf::StoredPassword{{}, std::nullopt, {}});
    CHECK(loaded.phrase == racf::StoredPassword{{}, base::instant(0), {}});
    CHECK_FALSE(into.resources.at({keyed.cls, keyed.name}).ssignon->legacy.has_value());
    CHECK(into.resources.at({keyed.cls, keyed.name}).ssignon->enhanced_label == "PTKT.IMSA");
}
