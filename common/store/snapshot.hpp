#ifndef PTKT_STORE_SNAPSHOT_HPP
#define PTKT_STORE_SNAPSHOT_HPP

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/files/files.hpp"
#include "common/racf/resource.hpp"

namespace ptkt::store {

/// The copy of a class's profiles that SETROPTS RACLIST makes: what checks read until the next
/// REFRESH. One LMDB file a class, filled in one transaction and put in place by a rename, so it
/// never changes under a reader.
///
/// A copied profile has what decisions need: names, UACC, access list, APPLDATA, WARNING, OWNER and
/// SSIGNON. What is only listed (installation data, dates, auditing) stays in the profile itself.
class Snapshot {
  public:
    /// Opens the snapshot of a class; nothing when there is none.
    [[nodiscard]] static base::Result<std::optional<Snapshot>> open(const files::Path& path,
                                                                    const racf::ClassName& cls);
    Snapshot(Snapshot&&) noexcept;
    Snapshot& operator=(Snapshot&&) noexcept;
    ~Snapshot();

    /// The profile of exactly this name, discrete or generic.
    [[nodiscard]] base::Result<std::optional<racf::Resource>> find(
        const racf::ProfileName& name) const;
    /// The names of the generic profiles, in alphabetical order.
    [[nodiscard]] base::Result<std::vector<std::string>> generic_names() const;
    /// All names, discrete ones first, in alphabetical order.
    [[nodiscard]] base::Result<std::vector<std::string>> names() const;

  private:
    struct State;
    explicit Snapshot(std::unique_ptr<State> state);
    [[nodiscard]] base::Status each_name(bool generic, std::vector<std::string>& out) const;

    std::unique_ptr<State> state_;
};

/// Gives the next profile, or nothing behind the last.
using NextResource = std::function<base::Result<std::optional<racf::Resource>>()>;

/// Makes the snapshot of a class anew and puts it in place durably.
[[nodiscard]] base::Status take_snapshot(const files::Path& path, const NextResource& next);

/// A profile as a snapshot keeps it: a version byte, then its fields in a fixed order.
[[nodiscard]] base::Bytes encode_record(const racf::Resource& resource);
/// The profile of a record; nothing when the bytes are not one.
[[nodiscard]] std::optional<racf::Resource> decode_record(const racf::ClassName& cls,
                                                          base::ByteView record);

}  // namespace ptkt::store

#endif
