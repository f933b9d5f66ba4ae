#ifndef PTKT_RACF_DIAGNOSIS_KEY_COLLECTOR_HPP
#define PTKT_RACF_DIAGNOSIS_KEY_COLLECTOR_HPP

#include <set>
#include <string>
#include <vector>

#include "common/racf/diagnosis/evidence.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::diagnosis {

/// Opens the keys of profiles, each once: a key that it has already in another profile's name,
/// and is tried for all names anyway, is left out.
class KeyCollector {
  public:
    KeyCollector(const store::Store& store, base::Instant now) : store_(store), now_(now) {}

    /// The keys of a profile. One that cannot be had is noted as unreadable.
    void add(Origin origin, const racf::Resource& profile, const std::string& appl,
             const std::string& user);
    /// The keys of the vault that none of the profiles so far names.
    [[nodiscard]] base::Status add_vault();
    void add_suspected(const std::string& name, const base::Secret& key);

    [[nodiscard]] std::vector<KeyEvidence>&& keys() && { return std::move(keys_); }
    [[nodiscard]] const std::vector<std::string>& unreadable() const { return unreadable_; }

  private:
    /// Whose key it is, and for which names.
    struct Owner {
        const racf::Resource& profile;
        const std::string& appl;
        const std::string& user;
    };
    void add_key(Origin origin, const Owner& owner, const racf::KeyInForce& one,
                 std::string standing);
    void keep(KeyEvidence key);

    const store::Store& store_;
    base::Instant now_;
    std::vector<KeyEvidence> keys_;
    std::set<std::string> labels_;
    std::vector<std::string> unreadable_;
};

}  // namespace ptkt::diagnosis

#endif
