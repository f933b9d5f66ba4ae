#ifndef PTKT_IMS_RECEIVER_METRICS_FILE_HPP
#define PTKT_IMS_RECEIVER_METRICS_FILE_HPP

#include <functional>
#include <memory>
#include <string>

#include "common/ims/receiver/host.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_receiver {

/// `--metrics`: a file with the counters, rewritten every few seconds and at the end. That it
/// cannot be written is told once, and does not keep anybody from working.
class MetricsFile {
  public:
    using Page = std::function<std::string()>;

    /// All must outlive it. Writes for the first time.
    MetricsFile(Host& host, std::string path, net::Loop& loop, Page page);
    MetricsFile(const MetricsFile&) = delete;
    MetricsFile& operator=(const MetricsFile&) = delete;
    ~MetricsFile() { write(); }

  private:
    void write();
    void write_later();

    Host& host_;
    std::string path_;
    net::Loop& loop_;
    Page page_;
    bool told_ = false;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace ptkt::ims_receiver

#endif
