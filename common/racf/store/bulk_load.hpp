#ifndef PTKT_RACF_STORE_BULK_LOAD_HPP
#define PTKT_RACF_STORE_BULK_LOAD_HPP

#include <memory>
#include <string>

#include "common/base/result.hpp"
#include "common/files/files.hpp"
#include "common/racf/model/profiles.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::store {

/// Fills an empty store with many profiles, all or none. While it lasts the store is marked as
/// being loaded, and no program opens it; so profiles are written without waiting for the disk, and
/// made durable together. A load that was cut off leaves that mark: the next one puts the store
/// back to what it was, and begins again.
class BulkLoad {
  public:
    /// NotFound, NotPermitted, Config as Store::open. CannotCreate when the store has more than
    /// IBMUSER and SYS1. TryAgain while another program changes the store.
    [[nodiscard]] static base::Result<BulkLoad> begin(const Path& root);

    BulkLoad(BulkLoad&&) noexcept = default;
    BulkLoad& operator=(BulkLoad&&) = delete;
    /// Without a commit everything is as it was.
    ~BulkLoad();

    /// Writes a user, group or resource; any other change is a bug of the caller.
    [[nodiscard]] base::Status put(const racf::Change& change);
    /// What was put stays, and the store is open to all.
    [[nodiscard]] base::Status commit();
    /// Takes back all that was put.
    [[nodiscard]] base::Status roll_back();

    [[nodiscard]] const Store& store() const { return *store_; }

  private:
    BulkLoad(std::unique_ptr<Store> store, files::FileLock lock)
        : store_(std::move(store)), lock_(std::move(lock)) {}

    base::Status prepare();
    base::Status set_aside();
    base::Status put_back();
    base::Status check_empty() const;
    base::Status make_class(const racf::ClassName& cls);

    std::unique_ptr<Store> store_;
    files::FileLock lock_;
    std::string description_;  ///< of the store when it is not being loaded
    std::string last_class_;
    bool under_way_ = false;
};

}  // namespace ptkt::store

#endif
