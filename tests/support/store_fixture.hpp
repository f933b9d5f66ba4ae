#ifndef PTKT_TESTS_SUPPORT_STORE_FIXTURE_HPP
#define PTKT_TESTS_SUPPORT_STORE_FIXTURE_HPP

#include <memory>
#include <string>
#include <vector>

#include "common/base/text/hex.hpp"
#include "common/racf/store/store.hpp"
#include "tests/support/temporary_directory.hpp"

/// A store of its own for one test, and short words for changing it.
class StoreFixture {
  public:
    explicit StoreFixture(ptkt::base::Instant now) : now_(now) {
        const auto made = ptkt::store::Store::create(root(), now);
        if (!made) throw std::runtime_error(made.error().what);
        auto opened = ptkt::store::Store::open(root());
        if (!opened) throw std::runtime_error(opened.error().what);
        store_ = std::move(*opened);
    }

    [[nodiscard]] std::filesystem::path root() const { return directory_.path() / "store"; }
    [[nodiscard]] ptkt::store::Store& store() const { return *store_; }

    template <typename Change>
    void commit(Change change) const {
        std::vector<ptkt::racf::Change> changes;
        changes.emplace_back(std::move(change));
        const auto done = store_->commit(changes, now_);
        if (!done) throw std::runtime_error(done.error().what);
    }

    void options(const ptkt::racf::Options& options) const {
        commit(ptkt::racf::PutOptions{options});
    }
    /// Makes the snapshot of a class, as REFRESH does.
    void refresh(const ptkt::racf::ClassName& cls) const { commit(ptkt::racf::TakeSnapshot{cls}); }

    /// A user in SYS1 with a password, whatever it is.
    [[nodiscard]] ptkt::racf::User user(const std::string& id) const {
        const auto sys1 = ptkt::racf::GroupId::parse("SYS1").value();
        ptkt::racf::User user{ptkt::racf::UserId::parse(id).value(), "", "IBMUSER", sys1};
        user.password.emplace();
        user.connections.push_back({sys1, "IBMUSER"});
        return user;
    }

    [[nodiscard]] ptkt::racf::Resource resource(const ptkt::racf::ClassName& cls,
                                                const std::string& name) const {
        return {cls, ptkt::racf::ProfileName::parse(name).value()};
    }

    /// A PTKTDATA profile with a masked legacy key.
    [[nodiscard]] ptkt::racf::Resource keyed(const std::string& name,
                                             const std::string& hex) const {
        auto profile = resource(ptkt::racf::ptktdata_class(), name);
        const ptkt::base::Secret key(ptkt::base::from_hex(hex).value());
        auto sealed = store_->keys().seal_masked(profile.cls, profile.name, key).value();
        profile.ssignon = ptkt::racf::Ssignon{};
        profile.ssignon->legacy =
            ptkt::racf::LegacyKey{ptkt::racf::LegacyKeyForm::Masked, std::move(sealed), {}};
        return profile;
    }

  private:
    ptkt::base::Instant now_;
    ptkt::tests::TemporaryDirectory directory_;
    std::unique_ptr<ptkt::store::Store> store_;
};

#endif
