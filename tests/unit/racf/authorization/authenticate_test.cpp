#include "common/racf/authorization/authenticate.hpp"

#include "common/base/text/ascii.hpp"
#include "common/crypto/password.hpp"
#include "tests/unit/racf/authorization/scene.hpp"

using namespace scene;

TEST_CASE("the permitted user with a fresh ticket is accepted once, and never again") {
    const Receiver receiver;
    const auto ticket = legacy(kKey, kUser, kNow);
    CHECK(receiver.reason(kUser, ticket, kNow, Recording::No) == Reason::Ok);
    CHECK(receiver.reason(kUser, ticket) == Reason::Ok);
    const auto again = receiver.decide(kUser, ticket, kNow + base::Seconds(1));
    CHECK(again.reason == Reason::Replayed);
    CHECK(again.detail == "used before, at 2025-11-22T10:00:00Z by test");
    CHECK(again.codes() == authorization::SafCodes{8, 8, 0});
    CHECK(receiver.reason(kUser, base::to_lower(ticket)) == Reason::Replayed);
}

TEST_CASE("a user without READ to the application is denied with RACF return code 34") {
    const Receiver receiver;
    const auto names = subject("USER0001");
    const auto decision = receiver.decide(names, legacy(kKey, names, kNow));
    CHECK(decision.reason == Reason::ApplDenied);
    CHECK(decision.codes() == authorization::SafCodes{8, 0x34, 0});
}

TEST_CASE("the window is ten minutes both ways, to the second") {
    const Receiver receiver;
    const auto at = [&](int offset) {
        return receiver.reason(kUser, legacy(kKey, kUser, kNow + base::Seconds(offset)));
    };
    CHECK(at(-600) == Reason::Ok);
    CHECK(at(-601) == Reason::Expired);
    CHECK(at(600) == Reason::Ok);
    CHECK(at(601) == Reason::NotYetValid);
}

TEST_CASE("another key, another user and another text are told apart") {
    const Receiver receiver;
    CHECK(receiver.reason(kUser, legacy(kOtherKey, kUser, kNow)) == Reason::WrongKey);
    CHECK(receiver.reason(kUser, legacy(kKey, subject("USER0001"), kNow)) == Reason::WrongKey);
    CHECK(receiver.reason(kUser, "LZTKEEDQ") == Reason::Malformed);
    CHECK(receiver.reason(kUser, "") == Reason::Malformed);
    const auto nobody = subject("NOBODY");
    const auto unknown = receiver.decide(nobody, legacy(kKey, nobody, kNow));
    CHECK(unknown.reason == Reason::UserUnknown);
    CHECK(unknown.codes().racf == 4);
    CHECK(receiver.reason(subject("USER0002", "OTHER"), "AAAAAAAA") == Reason::NoProfile);
}

TEST_CASE("the password is never a way in") {
    const Receiver receiver;
    auto user = receiver.user("USER0003");
    user.password = racf::StoredPassword{
        crypto::hash_password(base::Secret(base::as_bytes("PASSWORD"))).value(), kNow, {}};
    receiver.commit(racf::PutUser{user});
    CHECK(receiver.reason(subject("USER0003"), "PASSWORD") == Reason::Malformed);
}

TEST_CASE("a class that is inactive or not RACLISTed gives no authentication") {
    Receiver receiver;
    const auto ticket = legacy(kKey, kUser, kNow);
    receiver.options_.raclist.erase("PTKTDATA");
    receiver.options(receiver.options_);
    CHECK(receiver.reason(kUser, ticket) == Reason::ClassNotRaclisted);
    receiver.options_.active.erase("PTKTDATA");
    receiver.options(receiver.options_);
    CHECK(receiver.reason(kUser, ticket) == Reason::ClassInactive);
}

TEST_CASE("a changed key counts after the refresh only") {
    const Receiver receiver;
    receiver.commit(racf::PutResource{receiver.keyed("APPLI2I", kOtherKey)});
    CHECK(receiver.reason(kUser, legacy(kKey, kUser, kNow)) == Reason::Ok);
    receiver.refresh(racf::ptktdata_class());
    CHECK(receiver.reason(kUser, legacy(kKey, kUser, kNow + base::Seconds(1))) == Reason::WrongKey);
    CHECK(receiver.reason(kUser, legacy(kOtherKey, kUser, kNow)) == Reason::Ok);
}

TEST_CASE("the first qualified profile is tried, the others are ignored, the plain one is next") {
    const Receiver receiver;
    const auto fits = [&](const std::string& key, int second) {
        return receiver.reason(kUser, legacy(key, kUser, kNow + base::Seconds(second))) ==
               Reason::Ok;
    };
    const std::string by_user = "1111111111111110", by_group = "2222222222222222",
                      by_both = "3333333333333333";
    receiver.commit(racf::PutResource{receiver.keyed("APPLI2I.USER0002", by_user)});
    receiver.commit(racf::PutResource{receiver.keyed("APPLI2I.SYS1", by_group)});
    receiver.refresh(racf::ptktdata_class());
    CHECK(fits(by_user, 1));
    CHECK_FALSE(fits(by_group, 2));
    CHECK(fits(kKey, 3));
    receiver.commit(racf::PutResource{receiver.keyed("APPLI2I.SYS1.USER0002", by_both)});
    receiver.refresh(racf::ptktdata_class());
    CHECK(fits(by_both, 4));
    CHECK_FALSE(fits(by_user, 5));
    CHECK(fits(kKey, 6));
}

TEST_CASE("replay protection is lifted by the profile whose key the ticket fits") {
    const Receiver receiver;
    auto profile = receiver.keyed("APPLI2I.USER0002", kOtherKey);
    profile.appldata = "NO REPLAY PROTECTION";
    receiver.commit(racf::PutResource{profile});
    receiver.refresh(racf::ptktdata_class());
    const auto ticket = legacy(kOtherKey, kUser, kNow);
    CHECK(receiver.reason(kUser, ticket) == Reason::Ok);
    CHECK(receiver.reason(kUser, ticket) == Reason::Ok);
    const auto plain = legacy(kKey, kUser, kNow);
    CHECK(receiver.reason(kUser, plain) == Reason::Ok);
    CHECK(receiver.reason(kUser, plain) == Reason::Replayed);
}

TEST_CASE("a revoked user is refused with return code 1C, though the ticket holds") {
    const Receiver receiver;
    auto user = receiver.user("USER0002");
    user.revoked = true;
    receiver.commit(racf::PutUser{user});
    const auto decision = receiver.decide(kUser, legacy(kKey, kUser, kNow));
    CHECK(decision.reason == Reason::UserRevoked);
    CHECK(decision.codes() == authorization::SafCodes{8, 0x1C, 0});
}

TEST_CASE("a PROTECTED user is refused as for a wrong password, whatever the ticket is worth") {
    Receiver receiver;
    receiver.options_.revoke_after = 1;
    receiver.options_.inactive_days = 1;
    receiver.options(receiver.options_);
    auto user = receiver.user("USER0002");
    user.password.reset();
    receiver.commit(racf::PutUser{user});
    const auto ticket = legacy(kKey, kUser, kNow);
    const auto decision = receiver.decide(kUser, ticket);
    CHECK(decision.reason == Reason::UserProtected);
    CHECK(decision.codes() == authorization::SafCodes{8, 8, 0});
    CHECK(to_string(decision.reason) == "user-protected");
    // Neither failures nor absence revoke a PROTECTED user, and the ticket is not used up.
    const auto kept = receiver.store().user(kUser.user).value();
    CHECK_FALSE(kept->revoked);
    CHECK(kept->failures == 0);
    user.phrase.emplace();
    user.created = kNow;
    receiver.commit(racf::PutUser{user});
    CHECK(receiver.reason(kUser, ticket) == Reason::Ok);
}

TEST_CASE("an OIDCARD, or a password that is not known here, is enough not to be PROTECTED") {
    const Receiver receiver;
    auto user = receiver.user("USER0002");
    user.password = racf::StoredPassword{{}, std::nullopt, {}};
    receiver.commit(racf::PutUser{user});
    CHECK(receiver.reason(kUser, legacy(kKey, kUser, kNow)) == Reason::Ok);
    user.password.reset();
    user.oidcard = true;
    receiver.commit(racf::PutUser{user});
    CHECK(receiver.reason(kUser, legacy(kKey, kUser, kNow + base::Seconds(1))) == Reason::Ok);
}

TEST_CASE("a user outside the group is refused with 14, one revoked in it with 24") {
    const Receiver receiver;
    authorization::SignOn other{
        kUser.user, kUser.appl, {}, racf::GroupId::parse("OTHERS").value(), "test"};
    const auto decide = [&](int second) {
        const auto when = kNow + base::Seconds(second);
        const auto ticket = legacy(kKey, kUser, when);
        other.ticket = ticket;
        return receiver.decide(other, when);
    };
    const auto outside = decide(1);
    CHECK(outside.reason == Reason::NotInGroup);
    CHECK(outside.codes() == authorization::SafCodes{8, 0x14, 0});
    CHECK(outside.detail == "user USER0002 is not connected to group OTHERS");
    auto user = receiver.user("USER0002");
    user.connections.push_back({*other.group, "IBMUSER"});
    user.connections.back().revoked = true;
    receiver.commit(racf::PutUser{user});
    const auto revoked = decide(2);
    CHECK(revoked.reason == Reason::GroupRevoked);
    CHECK(revoked.codes() == authorization::SafCodes{8, 0x24, 0});
    user.revoked = true;
    receiver.commit(racf::PutUser{user});
    CHECK(decide(3).reason == Reason::UserRevoked);
}

TEST_CASE("the application is checked by user entry, groups, asterisk and UACC") {
    const Receiver receiver;
    int second = 0;
    const auto denied = [&](auto change) {
        auto appl = receiver.resource(racf::appl_class(), "APPLI2I");
        change(appl);
        receiver.commit(racf::PutResource{appl});
        receiver.refresh(racf::appl_class());
        const auto when = kNow + base::Seconds(++second);
        return receiver.reason(kUser, legacy(kKey, kUser, when)) == Reason::ApplDenied;
    };
    CHECK(denied([](auto&) {}));
    CHECK_FALSE(denied([](auto& p) { p.uacc = racf::Access::Read; }));
    CHECK_FALSE(denied([](auto& p) { p.permit("*", racf::Access::Read); }));
    CHECK_FALSE(denied([](auto& p) { p.permit("SYS1", racf::Access::Update); }));
    CHECK(denied([](auto& p) {
        p.permit("USER0002", racf::Access::None);
        p.permit("SYS1", racf::Access::Alter);
        p.uacc = racf::Access::Alter;
    }));
    CHECK_FALSE(denied([](auto& p) { p.warning = true; }));
}

TEST_CASE("without an APPL profile, or with the class inactive, anybody may use the application") {
    Receiver receiver;
    const auto names = subject("USER0001");
    receiver.commit(
        racf::DeleteResource{racf::appl_class(), racf::ProfileName::parse("APPLI2I").value()});
    receiver.refresh(racf::appl_class());
    CHECK(receiver.reason(names, legacy(kKey, names, kNow)) == Reason::Ok);
}

TEST_CASE("both enhanced types are accepted in their own window, and MIXED is never folded") {
    const Receiver receiver;
    for (const auto& [type, kind] : {std::pair{racf::TicketType::Mixed, passticket::Kind::Mixed},
                                     std::pair{racf::TicketType::Upper, passticket::Kind::Upper}}) {
        const base::Secret key(base::from_hex(kHmacKey).value());
        REQUIRE(
            receiver.store().keys().put("PTKT.APPLI2I", store::VaultKind::Hmac, key, kNow).ok());
        auto profile = receiver.keyed("APPLI2I", kKey);
        profile.ssignon->enhanced_label = "PTKT.APPLI2I";
        profile.ssignon->type = type;
        receiver.commit(racf::PutResource{profile});
        receiver.refresh(racf::ptktdata_class());
        const auto ticket = enhanced(kind, kUser, kNow);
        const auto decision = receiver.decide(kUser, ticket);
        CHECK(decision.reason == Reason::Ok);
        CHECK(decision.attempt()->kind == kind);
        CHECK(receiver.reason(kUser, ticket) == Reason::Replayed);
        const auto late = receiver.decide(kUser, enhanced(kind, kUser, kNow - base::Seconds(61)));
        CHECK(late.reason == Reason::Expired);
        const auto moment = kNow + base::Seconds(kind == passticket::Kind::Mixed ? 10 : 20);
        CHECK(receiver.reason(kUser, legacy(kKey, kUser, moment)) == Reason::Ok);
    }
    CHECK(receiver.reason(kUser, base::to_lower(enhanced(passticket::Kind::Mixed, kUser, kNow))) !=
          Reason::Ok);
}

TEST_CASE("failures in a row revoke the user where SETROPTS says so, and a sign-on ends the row") {
    Receiver receiver;
    receiver.options_.revoke_after = 3;
    receiver.options(receiver.options_);
    const auto bad = legacy(kOtherKey, kUser, kNow);
    const auto failures = [&] { return receiver.store().user(kUser.user).value()->failures; };
    CHECK(receiver.reason(kUser, bad) == Reason::WrongKey);
    CHECK(receiver.reason(kUser, bad) == Reason::WrongKey);
    CHECK(failures() == 2);
    CHECK(receiver.reason(kUser, bad, kNow, Recording::No) == Reason::WrongKey);
    CHECK(failures() == 2);
    CHECK(receiver.reason(kUser, legacy(kKey, kUser, kNow)) == Reason::Ok);
    CHECK(failures() == 0);
    for (int i = 0; i < 3; ++i)
        CHECK(receiver.reason(kUser, bad) == Reason::WrongKey);
    CHECK(receiver.reason(kUser, legacy(kKey, kUser, kNow + base::Seconds(5))) ==
          Reason::UserRevoked);
}

TEST_CASE("failures revoke a user also when a RESUME date has passed") {
    Receiver receiver;
    receiver.options_.revoke_after = 2;
    receiver.options(receiver.options_);
    auto user = receiver.user("USER0002");
    user.revoke_date = user.resume_date = kNow - std::chrono::days(1);
    receiver.commit(racf::PutUser{user});
    REQUIRE(receiver.reason(kUser, legacy(kKey, kUser, kNow)) == Reason::Ok);
    const auto bad = legacy(kOtherKey, kUser, kNow);
    for (int i = 0; i < 2; ++i)
        CHECK(receiver.reason(kUser, bad) == Reason::WrongKey);
    CHECK(receiver.store().user(kUser.user).value()->is_revoked(kNow));
    CHECK(receiver.reason(kUser, legacy(kKey, kUser, kNow + base::Seconds(5))) ==
          Reason::UserRevoked);
}

TEST_CASE("every evaluation leaves one audit record without the ticket, and a look leaves none") {
    const Receiver receiver;
    const auto ticket = legacy(kKey, kUser, kNow);
    receiver.decide(kUser, ticket, kNow, Recording::No);
    const auto path = receiver.store().layout().audit_log();
    CHECK_FALSE(files::read_if_there(path, 10'000).value().has_value());
    receiver.decide(kUser, ticket);
    receiver.decide(kUser, ticket);
    const auto text = files::read_file(path, 10'000).value();
    CHECK(std::count(text.begin(), text.end(), '\n') == 2);
    CHECK(text.find(ticket) == std::string::npos);
    const auto first = json::parse_json(text.substr(0, text.find('\n'))).value();
    CHECK(first.find("reason")->bare() == "ok");
    CHECK(first.find("smf_qualifier")->as_integer() == 32);
    CHECK(first.find("generated_at")->bare() == "2025-11-22T10:00:00Z");
}

TEST_CASE("with SETROPTS INACTIVE(n) a user who stayed away too long is revoked, and stays so") {
    Receiver receiver;
    receiver.options_.inactive_days = 90;
    receiver.options(receiver.options_);
    const auto names = subject("USER0002");
    auto user = receiver.user("USER0002");
    user.created = kNow - std::chrono::days(300);
    user.last_access = kNow - std::chrono::days(90);
    receiver.commit(racf::PutUser{user});
    CHECK(receiver.decide(names, legacy(kKey, names, kNow), kNow).accepted());
    user.last_access = kNow - std::chrono::days(90) - base::Seconds(1);
    receiver.commit(racf::PutUser{user});
    const auto next = kNow + base::Seconds(1);
    const auto looked = receiver.decide(names, legacy(kKey, names, next), next, Recording::No);
    CHECK(looked.reason == Reason::UserRevoked);
    CHECK(looked.detail == "user USER0002 has not signed on for more than 90 days");
    CHECK_FALSE(receiver.store().user(names.user).value()->revoked);
    CHECK(receiver.decide(names, legacy(kKey, names, next), next).reason == Reason::UserRevoked);
    CHECK(receiver.store().user(names.user).value()->revoked);
    // Who never signed on counts from the day he was added.
    user.last_access.reset();
    receiver.commit(racf::PutUser{user});
    const auto later = kNow + base::Seconds(2);
    CHECK(receiver.decide(names, legacy(kKey, names, later), later).reason == Reason::UserRevoked);
    user.created = kNow;
    receiver.commit(racf::PutUser{user});
    const auto last = kNow + base::Seconds(3);
    CHECK(receiver.decide(names, legacy(kKey, names, last), last).accepted());
}

TEST_CASE("a sign-on keeps its date, by the day, unless NOINITSTATS; a failure keeps none") {
    Receiver receiver;
    const auto names = subject("USER0002");
    const auto last = [&] { return receiver.store().user(names.user).value()->last_access; };
    receiver.decide(names, legacy(kOtherKey, names, kNow), kNow);
    CHECK(last() == std::nullopt);
    receiver.decide(names, legacy(kKey, names, kNow), kNow);
    CHECK(last() == kNow);
    const auto minute = kNow + std::chrono::minutes(1);
    CHECK(receiver.decide(names, legacy(kKey, names, minute), minute).accepted());
    CHECK(last() == kNow);
    const auto day = kNow + std::chrono::days(1);
    CHECK(receiver.decide(names, legacy(kKey, names, day), day).accepted());
    CHECK(last() == day);
    {
        // A store that is being changed lets nobody wait: the date is kept the next time.
        const auto busy = receiver.store().lock();
        const auto third = kNow + std::chrono::days(2);
        CHECK(receiver.decide(names, legacy(kKey, names, third), third).accepted());
        CHECK(last() == day);
    }
    receiver.options_.switches["INITSTATS"] = false;
    receiver.options(receiver.options_);
    const auto next = kNow + std::chrono::days(3);
    CHECK(receiver.decide(names, legacy(kKey, names, next), next).accepted());
    CHECK(last() == day);
}

TEST_CASE("the first sign-on of a day is counted with its group, in the same write") {
    const Receiver receiver;
    const auto names = subject("USER0002");
    const auto connection = [&] {
        const auto user = receiver.store().user(names.user).value();
        return user->connections.front();
    };
    const auto sign_on = [&](base::Instant when) {
        CHECK(receiver.decide(names, legacy(kKey, names, when), when).accepted());
    };
    receiver.decide(names, legacy(kOtherKey, names, kNow), kNow);
    CHECK(connection().connects == 0);
    sign_on(kNow);
    sign_on(kNow + base::Seconds(1));
    CHECK(connection().connects == 1);
    CHECK(connection().last_connect == kNow);
    const auto next = kNow + std::chrono::days(1);
    sign_on(next);
    CHECK(connection().connects == 2);
    CHECK(connection().last_connect == next);
}

TEST_CASE("an APPL profile in warning mode lets in whom it would refuse") {
    Receiver receiver;
    auto appl = receiver.resource(racf::appl_class(), "APPLI2I");
    appl.warning = true;
    receiver.commit(racf::PutResource{appl});
    receiver.refresh(racf::appl_class());
    const auto names = subject("USER0001");
    const auto decision = receiver.decide(names, legacy(kKey, names, kNow), kNow);
    CHECK(decision.accepted());
    CHECK(decision.access == "NONE");
}

TEST_CASE("the global access table does not open an application at a sign-on") {
    Receiver receiver;
    auto table = receiver.resource(racf::global_class(), "APPL");
    table.members = {"APPLI2I/READ"};
    receiver.commit(racf::PutResource{table});
    receiver.options_.global = {"APPL"};
    receiver.options(receiver.options_);
    receiver.refresh(racf::global_class());
    const auto names = subject("USER0001");
    CHECK(receiver.decide(names, legacy(kKey, names, kNow), kNow).reason == Reason::ApplDenied);
}
