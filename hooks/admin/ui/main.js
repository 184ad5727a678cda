console.info("hongguan");
