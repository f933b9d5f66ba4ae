#ifndef PTKT_TESTS_UNIT_RACF_ROTATION_ROTATED_HPP
#define PTKT_TESTS_UNIT_RACF_ROTATION_ROTATED_HPP

#include <string>
#include <utility>
#include <vector>

#include "common/racf/rotation/profile_keys.hpp"
#include "common/racf/rotation/rotate.hpp"
#include "tests/support/store_fixture.hpp"

namespace ptkt::tests {

inline const base::Instant kStart = base::instant(1763805600);
inline const auto kAppl = racf::ProfileName::parse("APPLI2I").value();

/// What a power cut at a step is here.
struct CutOff {};

/// A store with a profile that has a key, a clock that stands still, and what runs tell.
class Rotated {
  public:
    Rotated() : fixture_(kStart) {
        racf::Options options;
        options.active.insert("PTKTDATA");
        options.raclist.insert("PTKTDATA");
        fixture_.options(options);
        fixture_.commit(racf::PutResource{fixture_.keyed("APPLI2I", "E001193519561977")});
        refresh();
    }

    [[nodiscard]] const StoreFixture& fixture() const { return fixture_; }
    [[nodiscard]] store::Store& store() const { return fixture_.store(); }
    void refresh() const { fixture_.refresh(racf::ptktdata_class()); }

    auto rotate(const rotation::Order& order) { return rotate(kAppl, order); }
    base::Result<std::vector<std::string>> rotate(const racf::ProfileName& name,
                                                  const rotation::Order& order) {
        return rotation::rotate(store(), name, order, surroundings());
    }
    rotation::Surroundings surroundings() {
        return {[this] { return now; },
                [this](const rotation::Event& event) { events.push_back(event); },
                [this](std::string_view step) {
                    if (step == stop_at) throw CutOff();
                }};
    }

    [[nodiscard]] racf::Ssignon ssignon() const {
        return store().resource(racf::ptktdata_class(), kAppl).value()->ssignon.value();
    }
    [[nodiscard]] std::string check_value(const racf::ProfileKey& key) const {
        const auto profile = store().resource(racf::ptktdata_class(), kAppl).value();
        return rotation::check_value_of(store(), *profile, key).value();
    }
    /// The words of what was changed, with blanks between them; then nothing has been told.
    std::string changes() {
        std::string words;
        for (const auto& event : std::exchange(events, {}))
            if (const auto* done = std::get_if<rotation::Changed>(&event))
                words += (words.empty() ? "" : " ") + done->action.word;
        return words;
    }

    base::Instant now = kStart;
    std::string stop_at;
    std::vector<rotation::Event> events;

  private:
    StoreFixture fixture_;
};

}  // namespace ptkt::tests

#endif
