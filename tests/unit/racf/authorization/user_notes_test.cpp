#include "common/racf/authorization/user_notes.hpp"

#include "common/racf/authorization/note_writer.hpp"
#include "tests/support/no_threads.hpp"
#include "tests/unit/racf/authorization/scene.hpp"

using namespace scene;
using authorization::NoteWriter;
using authorization::UserNotes;

namespace {

constexpr std::chrono::milliseconds kAtOnce(0);

racf::User profile_of(const Receiver& receiver) {
    return *receiver.store().user(kUser.user).value();
}

racf::User seen_by(const Receiver& receiver, const UserNotes& notes) {
    // As a sign-on does it: a note that leaves between the two looks is in neither.
    while (true) {
        const std::uint64_t version = notes.version();
        racf::User user = profile_of(receiver);
        notes.apply(user);
        if (notes.version() == version) return user;
    }
}

}  // namespace

TEST_CASE("a note counts before it is written, and then as much") {
    const Receiver receiver;
    UserNotes notes;
    const auto fail = [&] {
        racf::User user = seen_by(receiver, notes);
        notes.add_failure(user, 3, kNow);
    };
    fail();
    fail();
    CHECK(profile_of(receiver).failures == 0);
    CHECK(seen_by(receiver, notes).failures == 2);
    CHECK(notes.must_be_written());
    REQUIRE(notes.write(receiver.store(), kNow, kAtOnce).ok());
    CHECK(notes.waiting() == 0);
    CHECK(profile_of(receiver).failures == 2);
    CHECK_FALSE(seen_by(receiver, notes).revoked);
    fail();
    CHECK(seen_by(receiver, notes).revoked);
    REQUIRE(notes.write(receiver.store(), kNow, kAtOnce).ok());
    CHECK(profile_of(receiver).revoked);
}

TEST_CASE("failures that another program has counted meanwhile are added to, or ended") {
    const Receiver receiver;
    UserNotes notes;
    racf::User user = seen_by(receiver, notes);
    notes.add_failure(user, 5, kNow);
    racf::User other = profile_of(receiver);
    other.failures = 3;
    receiver.commit(racf::PutUser{other});
    REQUIRE(notes.write(receiver.store(), kNow, kAtOnce).ok());
    CHECK(profile_of(receiver).failures == 4);
    user = seen_by(receiver, notes);
    notes.add_failure(user, 9, kNow);
    notes.end_failures(user);
    notes.add_failure(user, 9, kNow);
    CHECK(user.failures == 1);
    REQUIRE(notes.write(receiver.store(), kNow, kAtOnce).ok());
    CHECK(profile_of(receiver).failures == 1);
}

TEST_CASE("notes that cannot be written wait, with all that comes after them") {
    const Receiver receiver;
    UserNotes notes;
    racf::User user = seen_by(receiver, notes);
    notes.add_failure(user, 9, kNow);
    {
        const auto held = receiver.store().lock(kAtOnce);
        REQUIRE(held.ok());
        const auto done = notes.write(receiver.store(), kNow, kAtOnce);
        REQUIRE_FALSE(done.ok());
        CHECK(done.error().kind == base::ErrorKind::TryAgain);
    }
    notes.add_failure(user, 9, kNow);
    notes.add_sign_on(user, user.default_group, kNow);
    REQUIRE(notes.write(receiver.store(), kNow, kAtOnce).ok());
    CHECK(profile_of(receiver).failures == 2);
    CHECK(profile_of(receiver).last_access == kNow);
}

TEST_CASE("a note on a user who was deleted leaves without a trace") {
    const Receiver receiver;
    UserNotes notes;
    racf::User user = seen_by(receiver, notes);
    notes.add_failure(user, 9, kNow);
    receiver.commit(racf::DeleteUser{kUser.user});
    REQUIRE(notes.write(receiver.store(), kNow, kAtOnce).ok());
    CHECK(notes.waiting() == 0);
    CHECK_FALSE(receiver.store().user(kUser.user).value());
}

TEST_CASE("a writer writes beside its program, and at its end what is left") {
    const Receiver receiver;
    NoteWriter writer(receiver.store().another().value());
    for (int i = 0; i < 100; ++i) {
        racf::User user = seen_by(receiver, writer.notes());
        CHECK(user.failures == i);
        writer.notes().add_failure(user, 1'000, kNow);
        writer.wake(kNow);
    }
    CHECK(writer.finish() == 0);
    CHECK(profile_of(receiver).failures == 100);
    CHECK_FALSE(writer.take_trouble());
}

TEST_CASE("notes stay where they are while there is no thread to write them") {
    const Receiver receiver;
    NoteWriter writer(receiver.store().another().value());
    const auto fail = [&] {
        racf::User user = seen_by(receiver, writer.notes());
        writer.notes().add_failure(user, 1'000, kNow);
        writer.wake(kNow);
    };
    {
        const tests::NoThreads none;
        fail();
        const auto trouble = writer.take_trouble();
        REQUIRE(trouble);
        CHECK(trouble->what.starts_with("no thread to write them"));
        fail();
        CHECK_FALSE(writer.take_trouble());  // it is told once
        CHECK(writer.notes().waiting() == 1);
    }
    // Whoever asks for the trouble has it tried again.
    while (writer.notes().waiting() > 0)
        CHECK_FALSE(writer.take_trouble());
    CHECK(profile_of(receiver).failures == 2);
    NoteWriter last(receiver.store().another().value());
    const tests::NoThreads none;
    racf::User user = seen_by(receiver, last.notes());
    last.notes().add_failure(user, 1'000, kNow);
    last.wake(kNow);
    CHECK(last.finish() == 0);
    CHECK(profile_of(receiver).failures == 3);
}

TEST_CASE("a replayed ticket and a source that is not counted are no failures of the user") {
    Receiver receiver;
    receiver.options_.revoke_after = 2;
    receiver.options(receiver.options_);
    const auto good = legacy(kKey, kUser, kNow);
    CHECK(receiver.reason(kUser, good) == Reason::Ok);
    for (int i = 0; i < 3; ++i)
        CHECK(receiver.reason(kUser, good) == Reason::Replayed);
    CHECK(profile_of(receiver).failures == 0);
    auto cache = receiver.store().replay_cache().value();
    const std::string wrong = legacy(kOtherKey, kUser, kNow);
    authorization::SignOn uncounted{kUser.user, kUser.appl, wrong, {}, "x"};
    uncounted.failure_counts = false;
    for (int i = 0; i < 3; ++i)
        CHECK_FALSE(
            authorization::authenticate(receiver.store(), cache, uncounted, kNow, Recording::Yes)
                .value()
                .accepted());
    CHECK(profile_of(receiver).failures == 0);
    CHECK_FALSE(profile_of(receiver).revoked);
}
