#include "common/ims/receiver/metrics_file.hpp"

#include "common/files/publish.hpp"

namespace ptkt::ims_receiver {

namespace {

constexpr std::chrono::seconds kInterval(5);

}  // namespace

MetricsFile::MetricsFile(Host& host, std::string path, net::Loop& loop, Page page)
    : host_(host), path_(std::move(path)), loop_(loop), page_(std::move(page)) {
    write();
    write_later();
}

void MetricsFile::write() {
    const auto written = files::publish(path_, page_());
    if (!written && !told_) host_.warn(written.error().what, {});
    told_ = !written.ok();
}

void MetricsFile::write_later() {
    loop_.call_at(loop_.now() + kInterval, [this, alive = std::weak_ptr(alive_)] {
        if (alive.expired()) return;
        write();
        write_later();
    });
}

}  // namespace ptkt::ims_receiver
